package io.shuangsuiji.policy.document;

import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.IntStream;

/**
 * The text of the document that an edition puts into tables ({@value #FILE} in its folder; an edition may go without),
 * and its sentences, which joined are the text. Immutable.
 */
public final class DocumentText {
    /** The file in an edition's folder. */
    public static final String FILE = "document.txt";

    /** Plans have some thousand characters; more is no plan. */
    public static final int MAX_CHARACTERS = 200_000;

    /** A document that is there cannot be read. */
    public static final class Unreadable extends IOException {
        private static final long serialVersionUID = 1;

        Unreadable(String message) {
            super(message);
        }
    }

    private final String text;
    private final List<Sentence> sentences;
    private final String plain;
    /** Where each sentence begins in the text without white space; last, where that ends. */
    private final int[] starts;

    private DocumentText(String text) {
        this.text = text;
        this.sentences = SentenceSplitter.split(text);
        var joined = new StringBuilder();
        this.starts = new int[sentences.size() + 1];
        for (int i = 0; i < sentences.size(); i++) {
            joined.append(sentences.get(i).plain());
            starts[i + 1] = joined.length();
        }
        this.plain = joined.toString();
    }

    /** Splits a text. */
    public static DocumentText of(String text) {
        return new DocumentText(text);
    }

    /**
     * Reads a text of people in whatever encoding: UTF-8, UTF-16 or GBK.
     *
     * @throws Unreadable where it is no text, empty or too long, in both languages
     */
    public static DocumentText read(byte[] file) throws Unreadable {
        String text;
        try (var utf8 = new Utf8Stream(new ByteArrayInputStream(file), null)) {
            text = new String(utf8.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException ofMemory) {
            throw new IllegalStateException(ofMemory);
        }
        if (text.indexOf('\uFFFD') >= 0 || text.chars().anyMatch(c -> c < ' ' && !Character.isWhitespace(c))) {
            throw new Unreadable("不是文本文件：请在 Word 或 WPS 里另存为「纯文本（.txt）」，编码 UTF-8 或 GBK"
                    + " / not a text file: save it as plain text, UTF-8 or GBK");
        }
        if (text.isBlank()) {
            throw new Unreadable("文件里没有文字 / there is no text in the file");
        }
        if (text.length() > MAX_CHARACTERS) {
            throw new Unreadable("文件过长：" + text.length() + " 字，最多 " + MAX_CHARACTERS + " 字 / at most " + MAX_CHARACTERS
                    + " characters");
        }
        return of(text);
    }

    /** The document of an edition's files; empty where they have none. */
    public static Optional<DocumentText> in(SortedMap<String, byte[]> files) throws Unreadable {
        var file = files.get(FILE);
        return file == null ? Optional.empty() : Optional.of(read(file));
    }

    /** The text as it was read, its line ends as {@code \n}. */
    public String text() {
        return text;
    }

    /** Its sentences and headings in order. */
    public List<Sentence> sentences() {
        return sentences;
    }

    /** The text without white space, in which quotes are looked for. */
    String plain() {
        return plain;
    }

    /** Where the sentence of that index begins in {@link #plain}. */
    int start(int sentence) {
        return starts[sentence];
    }

    /** The sentences that have characters of that range of {@link #plain}. */
    List<Sentence> between(int from, int to) {
        return IntStream.range(0, sentences.size())
                .filter(at -> starts[at] < to && starts[at + 1] > from)
                .mapToObj(sentences::get)
                .toList();
    }
}
