package dev.curfew.process;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The forms of recognizable secrets: tokens of services, keys, headers, and passwords in addresses.
 *
 * <p>Each form has keywords, of which at least one occurs in every matching text, so that most texts need not be
 * searched with the pattern. Every pattern takes linear time.
 */
final class TokenShapes {

    private static final String REPLACEMENT = Redaction.MARK;

    private static final Shape[] SHAPES = {
        shape("(?<![A-Za-z0-9])gh[pousr]_[A-Za-z0-9]{20,}", "ghp_", "gho_", "ghu_", "ghs_", "ghr_"),
        shape("github_pat_\\w{20,}", "github_pat_"),
        shape("glpat-[\\w-]{16,}", "glpat-"),
        shape("(?<![A-Za-z0-9])sk-[\\w-]{20,}", "sk-"),
        shape("(?<![A-Za-z0-9])[rs]k_(?:live|test)_\\w{16,}", "k_live_", "k_test_"),
        shape("(?<![A-Za-z0-9])(?:AKIA|ASIA)[A-Z0-9]{16}(?![A-Za-z0-9])", "AKIA", "ASIA"),
        shape("AIza[\\w-]{30,}", "AIza"),
        shape("(?<![A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10,}", "xox"),
        shape("(?<![A-Za-z0-9])npm_[A-Za-z0-9]{30,}", "npm_"),
        shape("(?<![A-Za-z0-9])hf_[A-Za-z0-9]{30,}", "hf_"),
        shape("pypi-[\\w-]{30,}", "pypi-"),
        shape("dckr_pat_[\\w-]{20,}", "dckr_pat_"),
        shape("(?<![\\w-])eyJ[\\w-]{8,}+\\.eyJ[\\w-]{8,}+\\.[\\w-]*", "eyJ"),
        shape("-----BEGIN [A-Z ]*PRIVATE KEY-----(?s:.*?)(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)", "PRIVATE KEY---"),
        keeping(
                "((?i:authorization)[\"']?[ \\t]*[:=][ \\t]*[\"']?(?:(?i:basic|bearer|digest|token)[ \\t]+)?)[^\\s\"',;]+",
                "uthorization",
                "UTHORIZATION"),
        keeping("((?i:bearer)[ \\t]+)[\\w.~+/=-]{16,}", "earer", "EARER"),
        keeping("(://[^\\s/:@]{0,256}:)[^\\s/\"'<>]{1,1024}(?=@)", "://"),
        keeping("(://)[^\\s/:@]{20,256}(?=@)", "://")
    };

    /** The keywords of all forms, in one array: most texts contain none, and iterators would double the time to find out. */
    private static final Word[] WORDS =
            Stream.of(SHAPES).flatMap(Shape::keywords).toArray(Word[]::new);

    /**
     * A form of a secret.
     *
     * @param words keywords, of which every matching text contains at least one
     * @param pattern the pattern
     * @param replacement the replacement
     */
    private record Shape(List<String> words, Pattern pattern, String replacement) {

        Stream<Word> keywords() {
            return words.stream().map(word -> new Word(word, Alphabet.of(word), this));
        }

        /** {@return the text without secrets of this form; redacting it again changes nothing} */
        String redact(String text) {
            return pattern.matcher(text).replaceAll(replacement);
        }
    }

    private record Word(String text, Alphabet alphabet, Shape shape) {}

    /**
     * A set of ASCII characters, one bit each. A single pass over a long text avoids most searches: a keyword cannot
     * occur in a text that lacks one of its characters.
     */
    private record Alphabet(long low, long high) {

        static Alphabet of(String text) {
            long low = 0;
            long high = 0;
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (character < Long.SIZE) {
                    low |= 1L << character;
                } else if (character < 2 * Long.SIZE) {
                    high |= 1L << (character - Long.SIZE);
                }
            }
            return new Alphabet(low, high);
        }

        boolean includes(Alphabet other) {
            return (other.low & ~low) == 0 && (other.high & ~high) == 0;
        }
    }

    private TokenShapes() {}

    private static Shape shape(String pattern, String... words) {
        return new Shape(List.of(words), Pattern.compile(pattern), REPLACEMENT);
    }

    /** {@return a form whose first group is kept} */
    private static Shape keeping(String pattern, String... words) {
        return new Shape(List.of(words), Pattern.compile(pattern), "$1" + REPLACEMENT);
    }

    static String redact(String text) {
        Alphabet alphabet = Alphabet.of(text);
        String redacted = text;
        for (Word word : WORDS) {
            if (alphabet.includes(word.alphabet()) && redacted.contains(word.text())) {
                redacted = word.shape().redact(redacted);
            }
        }
        return redacted;
    }
}
