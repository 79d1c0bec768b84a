package dev.concierge.search.lucene;

import dev.concierge.search.words.Dictionary;
import java.io.IOException;
import java.util.ArrayList;
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
final class LuceneDictionary implements Dictionary {
    /** Words with one beginning are looked through no further. */
    private static final int LOOKED_AT = 2_000;

    private final IndexReader reader;
    private final String field;

    LuceneDictionary(IndexReader reader, String field) {
        this.reader = reader;
        this.field = field;
    }

    @Override
    public String field() {
        return field;
    }

    @Override
    public int documents(String word) throws IOException {
        return reader.docFreq(new Term(field, word));
    }

    @Override
    public int all() throws IOException {
        return reader.getDocCount(field);
    }

    @Override
    public List<Entry> typos(String word) throws IOException {
        int edits = Dictionary.edits(word);
        Terms terms = MultiTerms.getTerms(reader, field);
        if (terms == null || edits == 0) {
            return List.of();
        }
        List<Entry> entries = new ArrayList<>();
        TermsEnum near = new FuzzyTermsEnum(terms, new Term(field, word), edits, 0, true);
        BoostAttribute nearness = near.attributes().addAttribute(BoostAttribute.class);
        for (BytesRef term = near.next(); term != null; term = near.next()) {
            entries.add(new Entry(term.utf8ToString(), near.docFreq(), nearness.getBoost()));
        }
        return Dictionary.best(entries, MOST_TYPOS);
    }

    @Override
    public List<Entry> endings(String beginning) throws IOException {
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
        return Dictionary.best(entries, MOST_ENDINGS);
    }
}
