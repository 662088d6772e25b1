package org.jukebox4j.sampling.level;

import java.util.List;
import org.jukebox4j.prior.Prior;

/** Looks at a finished level while its prior is still loaded, to extract the alignment. */
public interface LevelVisitor {
  /** A visitor that wants nothing. */
  LevelVisitor NONE =
      new LevelVisitor() {
        @Override
        public boolean wants(LevelPlan plan) {
          return false;
        }

        @Override
        public void visit(Prior prior, LevelPlan plan, List<int[]> codes) {}
      };

  /**
   * Returns whether to visit a level; if so its prior is loaded even when no code is missing.
   *
   * @param plan the level
   * @return whether {@link #visit} is called
   */
  boolean wants(LevelPlan plan);

  /**
   * Visits a finished level.
   *
   * @param prior its prior, open until this returns
   * @param plan what was sampled
   * @param codes codes of every item
   */
  void visit(Prior prior, LevelPlan plan, List<int[]> codes);
}
