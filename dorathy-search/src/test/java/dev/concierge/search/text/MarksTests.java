package dev.concierge.search.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.concierge.search.text.Marks.Mark;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarksTests {
    private final TextAnalysis analysis = new TextAnalysis();

    @AfterEach
    void close() {
        analysis.close();
    }

    @Test
    void wordsAreMarkedWhereTheyStandAsTheyAreWritten() {
        Marks marks = Marks.of("Le Café du <b>Port</b>", Set.of("cafe", "port"), Set.of(), Set.of(), analysis);

        assertThat(marks.marks()).containsExactly(new Mark(3, 7), new Mark(14, 18));
        assertThat(marks.text().substring(3, 7)).isEqualTo("Café");
    }

    @Test
    void formsOfAWordAreMarkedToo() {
        Marks marks = Marks.of("We sailed", Set.of(), Set.of("sail"), Set.of(Language.EN), analysis);

        assertThat(marks.marks()).containsExactly(new Mark(3, 9));
    }

    @Test
    void ofALongTextAFragmentAroundTheFirstWordIsShown() {
        String text = "lorem 🎉 ipsum ".repeat(100) + "harbour " + "dolor sit ".repeat(100);

        Marks marks = Marks.of(text, Set.of("harbour"), Set.of(), Set.of(), analysis);

        assertThat(marks.text()).hasSizeLessThan(300);
        Mark mark = marks.marks().getFirst();
        assertThat(marks.text().substring(mark.start(), mark.end())).isEqualTo("harbour");
    }
}
