package org.jukebox4j.core.spectral;

/**
 * The transform of a signal, kept whole so that gradients can be carried back to the samples.
 *
 * @param samples length of the signal
 * @param packed {@code [frames, fftSize]}, the packed form of JTransforms
 * @param magnitudes of the same transform
 */
record SignalSpectrum(int samples, float[] packed, MagnitudeSpectrogram magnitudes) {}
