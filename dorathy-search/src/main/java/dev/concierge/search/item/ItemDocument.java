package dev.concierge.search.item;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.custom.CustomAnalyzer;
import org.apache.lucene.analysis.en.EnglishPossessiveFilterFactory;
import org.apache.lucene.analysis.icu.ICUFoldingFilterFactory;
import org.apache.lucene.analysis.icu.segmentation.ICUTokenizerFactory;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilterFactory;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;

/** An item as the index keeps it. */
final class ItemDocument {
    static final String ID = "itemId";
    static final String TYPE = "type";
    static final String TITLE = "title";
    static final String DESCRIPTION = "description";
    static final String TAGS = "tags";

    private ItemDocument() {}

    /**
     * Words regardless of normal form, case and accents, of every script (UTR 30), and of a possessive's {@code 's}; Latin
     * letters that have no accent to lose, such as {@code æ}, become their ASCII neighbours.
     */
    static Analyzer analyzer() {
        try {
            return CustomAnalyzer.builder()
                    .withTokenizer(ICUTokenizerFactory.NAME, "cjkAsWords", "false")
                    .addTokenFilter(EnglishPossessiveFilterFactory.NAME)
                    .addTokenFilter(ICUFoldingFilterFactory.NAME)
                    .addTokenFilter(ASCIIFoldingFilterFactory.NAME)
                    .build();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    static Document of(Item item) {
        Document document = new Document();
        document.add(new StringField(ID, item.itemId(), Store.YES));
        document.add(new SortedDocValuesField(ID, new BytesRef(item.itemId())));
        document.add(new StringField(TYPE, item.type(), Store.YES));
        document.add(new TextField(TITLE, item.title(), Store.YES));
        document.add(new TextField(DESCRIPTION, item.description(), Store.YES));
        item.tags().forEach(tag -> document.add(new TextField(TAGS, tag, Store.YES)));
        return document;
    }

    static Item item(Document document) {
        return new Item(
                stored(document, ID),
                stored(document, TYPE),
                stored(document, TITLE),
                stored(document, DESCRIPTION),
                List.of(document.getValues(TAGS)));
    }

    private static String stored(Document document, String field) {
        return Objects.requireNonNull(document.get(field), field);
    }
}
