package org.jukebox4j.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarkupTest {
  @Test
  void whatMeansSomethingInHtmlBecomesText() {
    assertThat(Markup.text("</script><b a=\"1\" c='2'>&amp;").html())
        .isEqualTo("&lt;/script&gt;&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;&amp;amp;");
  }

  @Test
  void otherScriptsAndLineBreaksStayAndControlCharactersDoNot() {
    assertThat(Markup.text("שיר\n歌\t🎵\r\u0000\u001b\u007f").html())
        .isEqualTo("שיר\n歌\t🎵\r\uFFFD\uFFFD\uFFFD");
  }

  @Test
  void aNameThatIsWrittenFromRightToLeftDoesNotTurnWhatIsAroundIt() {
    assertThat(Markup.isolated("\u202Eabc").html()).isEqualTo("<bdi>\u202Eabc</bdi>");
  }

  @Test
  void partsAreJoinedAndEnclosed() {
    assertThat(Markup.join(List.of(Markup.text("a"), Markup.text("<"))).in("p").html())
        .isEqualTo("<p>a&lt;</p>");
  }

  @Test
  void whatIsFilledInIsNotLookedAtAgain() {
    Map<String, Markup> values =
        Map.of("a", Markup.text("{{b}} $1 \\"), "b", Markup.text("secret"));

    assertThat(new PageTemplate("<p>{{a}}</p>").fill(values).html())
        .isEqualTo("<p>{{b}} $1 \\</p>");
  }

  @Test
  void aPlaceWithoutAValueIsNamed() {
    assertThatThrownBy(() -> new PageTemplate("{{missing}}").fill(Map.of()))
        .hasMessage("nothing was given for {{missing}}");
  }
}
