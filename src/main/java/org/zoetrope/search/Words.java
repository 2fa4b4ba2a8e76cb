package org.zoetrope.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.LowerCaseFilter;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.FuzzyQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * How text becomes words: cut by the rules of Unicode, lower case, without accents; no stemming and
 * no stop words, because titles come in all languages.
 */
final class Words {
    /** What a person types is short; the rest of a pasted page is passed over. */
    private static final int MAX_WORDS = 16;

    private static final int MAX_QUERY_LENGTH = 400;
    private static final int MAX_SIMILAR = 30;
    private static final List<Field> FIELDS =
            List.of(new Field("title", 4, 2), new Field("tags", 3, 2), new Field("text", 1, 4));

    static final Analyzer ANALYZER =
            new Analyzer() {
                @Override
                protected TokenStreamComponents createComponents(String field) {
                    Tokenizer cut = new StandardTokenizer();
                    return new TokenStreamComponents(
                            cut, new ASCIIFoldingFilter(new LowerCaseFilter(cut)));
                }
            };

    private Words() {}

    /** Where words stand, how much a find there weighs, and from which length on beginnings do. */
    private record Field(String name, float weight, int shortestPrefix) {}

    /** Lower case without accents: two texts that a person takes for the same become the same. */
    static String fold(String text) {
        char[] lower = text.toLowerCase(Locale.ROOT).toCharArray();
        char[] folded = new char[lower.length * 4];
        int length = ASCIIFoldingFilter.foldToASCII(lower, 0, folded, 0, lower.length);
        return new String(folded, 0, length);
    }

    /** Titles are often file names, and their dots and underscores would glue words together. */
    static String unglued(String text) {
        return text.replace('_', ' ').replace('.', ' ');
    }

    static List<String> of(String text) {
        String bounded =
                text.length() > MAX_QUERY_LENGTH ? text.substring(0, MAX_QUERY_LENGTH) : text;
        List<String> words = new ArrayList<>();
        try (TokenStream stream = ANALYZER.tokenStream("title", unglued(bounded))) {
            CharTermAttribute word = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (words.size() < MAX_WORDS && stream.incrementToken()) {
                words.add(word.toString());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("reading a string", impossible);
        }
        return words;
    }

    /** Videos in which every word occurs: as it is, as a beginning, or with a typing mistake. */
    static Query query(List<String> words) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        words.forEach(word -> all.add(anywhere(word), Occur.MUST));
        return all.build();
    }

    private static Query anywhere(String word) {
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        for (Field field : FIELDS) {
            Term term = new Term(field.name, word);
            any.add(new BoostQuery(new TermQuery(term), field.weight), Occur.SHOULD);
            if (word.length() >= field.shortestPrefix) {
                any.add(new BoostQuery(new PrefixQuery(term), field.weight / 2), Occur.SHOULD);
            }
            if (mistakes(word) > 0) {
                Query similar = new FuzzyQuery(term, mistakes(word), 1, MAX_SIMILAR, true);
                any.add(new BoostQuery(similar, field.weight / 4), Occur.SHOULD);
            }
        }
        return any.build();
    }

    /** Short words differ by one letter only too often to be the same. */
    private static int mistakes(String word) {
        if (word.length() < 4) {
            return 0;
        }
        return word.length() < 8 ? 1 : 2;
    }
}
