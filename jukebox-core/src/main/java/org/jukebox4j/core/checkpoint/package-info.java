/**
 * Files of named tensors: safetensors, read and written, and PyTorch's {@code .pth.tar}, read only.
 *
 * <p>Files are mapped into memory and checked completely before any tensor is given out: whatever
 * is wrong with them ends in a {@link org.jukebox4j.core.checkpoint.CheckpointException}. PyTorch
 * files hold a pickle, a program for a stack machine; the machine here knows what tensors need and
 * refuses everything else by name, so that opening a file never runs anything.
 */
@NullMarked
package org.jukebox4j.core.checkpoint;

import org.jspecify.annotations.NullMarked;
