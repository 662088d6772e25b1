package org.jukebox4j.core.run;

/** Why a run returned. */
public enum RunEnd {
  /** All steps were made, or the learning rate came to its end. */
  COMPLETE,
  /** It was asked to stop; it can go on. */
  STOPPED
}
