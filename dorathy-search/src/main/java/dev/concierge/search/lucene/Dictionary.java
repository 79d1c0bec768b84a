package dev.concierge.search.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BoostAttribute;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/** The words that documents have in one field. */
final class Dictionary {
    private static final int MOST_TYPOS = 16;
    private static final int MOST_ENDINGS = 32;
    /** Words with one beginning are looked through no further. */
    private static final int LOOKED_AT = 2_000;

    private static final int ONE_EDIT_FROM = 3;
    private static final int TWO_EDITS_FROM = 5;

    private final IndexReader reader;
    private final String field;

    Dictionary(IndexReader reader, String field) {
        this.reader = reader;
        this.field = field;
    }

    /** @param nearness 1 for the word itself, less with each edit */
    record Entry(String word, int documents, float nearness) {}

    String field() {
        return field;
    }

    int documents(String word) throws IOException {
        return reader.docFreq(new Term(field, word));
    }

    /** How much a word tells, as BM25 has it; no score of it is higher. */
    double rarity(int documents) throws IOException {
        int all = reader.getDocCount(field);
        return all == 0 ? 0 : Math.log(1 + (all - documents + 0.5) / (documents + 0.5));
    }

    /** Words that this one may have been meant to be, nearest and most frequent first. */
    List<Entry> typos(String word) throws IOException {
        int letters = word.codePointCount(0, word.length());
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms == null || letters < ONE_EDIT_FROM) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        TermsEnum near = new FuzzyTermsEnum(terms, new Term(field, word), letters < TWO_EDITS_FROM ? 1 : 2, 0, true);
        BoostAttribute nearness = near.attributes().addAttribute(BoostAttribute.class);
        for (BytesRef term = near.next(); term != null; term = near.next()) {
            entries.add(new Entry(term.utf8ToString(), near.docFreq(), nearness.getBoost()));
        }
        return best(entries, MOST_TYPOS);
    }

    /** Words that begin like this, most frequent first. */
    List<Entry> endings(String beginning) throws IOException {
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms == null) {
            return List.of();
        }
        BytesRef prefix = new BytesRef(beginning);
        List<Entry> entries = new ArrayList<>();
        TermsEnum words = terms.iterator();
        if (words.seekCeil(prefix) == TermsEnum.SeekStatus.END) {
            return List.of();
        }
        for (BytesRef term = words.term();
                term != null && StringHelper.startsWith(term, prefix) && entries.size() < LOOKED_AT;
                term = words.next()) {
            entries.add(new Entry(term.utf8ToString(), words.docFreq(), 1));
        }
        return best(entries, MOST_ENDINGS);
    }

    private static List<Entry> best(List<Entry> entries, int most) {
        return entries.stream()
                .sorted(Comparator.comparingDouble(Entry::nearness)
                        .thenComparingInt(Entry::documents)
                        .reversed())
                .limit(most)
                .toList();
    }
}
