package io.shuangsuiji.policy.document;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.Message.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * Holds an edition's document against its tables. What is found is told and refuses nothing: the tables decide, and what
 * they quote only says why. A file that cannot be read refuses the edition, as any other does.
 */
public final class DocumentCheck {
    private DocumentCheck() {}

    /** What an edition's files have to say of its document. */
    public static List<Message> of(SortedMap<String, byte[]> files, EditionModel tables) {
        var found = new ArrayList<Message>();
        Marks marks = Marks.NONE;
        try {
            marks = Marks.in(files);
        } catch (IOException malformed) {
            found.add(Message.error(Marks.FILE, null, malformed.getMessage()));
        }
        DocumentText document = null;
        try {
            document = DocumentText.in(files).orElse(null);
        } catch (DocumentText.Unreadable unreadable) {
            found.add(Message.error(DocumentText.FILE, null, unreadable.getMessage()));
        }
        if (document != null) {
            if (QuoteColumns.of(tables).quote() == null) {
                found.add(warning(
                        DocumentText.FILE,
                        null,
                        "「用语」表没有「" + QuoteColumns.QUOTE + "」（引文列的列名），不能核对各行的引文 / the words " + QuoteColumns.QUOTE
                                + " are missing, so that quotes cannot be checked"));
            }
            misquotes(document, tables).forEach(found::add);
            marks.strayFrom(document)
                    .forEach(mark -> found.add(warning(
                            Marks.FILE,
                            null,
                            "标为组织性条款的句子不在方案原文里：「" + mark.text() + "」 / a sentence that is marked is not in "
                                    + DocumentText.FILE)));
        } else if (!marks.isEmpty()) {
            found.add(warning(
                    Marks.FILE,
                    null,
                    "没有方案原文（" + DocumentText.FILE + "），条款标记没有用处 / there are marks, but no " + DocumentText.FILE));
        }
        return found;
    }

    /** The rows whose words do not stand in the document, as messages at their cells. */
    public static List<Message> misquotes(DocumentText document, EditionModel tables) {
        return Clauses.of(document, tables, Marks.NONE).misquotes().stream()
                .map(misquote -> warning(
                        misquote.quotation().table().file(),
                        misquote.quotation().cell(),
                        "「" + misquote.quotation().table().label() + "」"
                                + misquote.quotation().row().name() + "："
                                + misquote.inWords() + " / " + misquote.inEnglish()))
                .toList();
    }

    private static Message warning(String file, String element, String text) {
        return new Message(Severity.WARN, file, element, text);
    }
}
