/**
 * From a request to a song with one model: {@link org.jukebox4j.sampling.session.RequestResolver}
 * turns seconds into codes and says what cannot be served, {@link
 * org.jukebox4j.sampling.session.SamplingSession} does the work and keeps the state.
 */
@NullMarked
package org.jukebox4j.sampling.session;

import org.jspecify.annotations.NullMarked;
