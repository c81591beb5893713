package io.shuangsuiji.draw;

import io.shuangsuiji.draw.lot.CanonicalJson;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** The receipts of a draw as files, one an object. */
public final class ReceiptFiles {
    private static final int LONGEST_NAME = 60;
    /** The same draw makes the same archive. */
    private static final LocalDateTime TIME = LocalDateTime.of(2000, 1, 1, 0, 0);

    private ReceiptFiles() {}

    /**
     * A file's name, of an object's id as far as every system allows its characters; where something had to be left out,
     * with the place in the pool, so that no two are the same.
     */
    public static String name(Receipt receipt) {
        var safe = new StringBuilder();
        receipt.id()
                .codePoints()
                .limit(LONGEST_NAME)
                .map(c -> Character.isLetterOrDigit(c) || c == '-' ? c : '_')
                .forEach(safe::appendCodePoint);
        var same = safe.toString().equals(receipt.id());
        return "receipt-" + safe + (same ? "" : "-" + receipt.index()) + ".json";
    }

    /** All of them in a ZIP archive; the stream stays open. */
    public static void write(Draw draw, OutputStream out) throws IOException {
        var zip = new ZipOutputStream(out);
        // some systems take names that differ in case alone for the same
        var names = new HashSet<String>();
        for (var receipts = Receipt.stream(draw).iterator(); receipts.hasNext(); ) {
            var receipt = receipts.next();
            var name = name(receipt);
            var different = names.add(name.toLowerCase(Locale.ROOT))
                    ? name
                    : name.replace(".json", "-" + receipt.index() + ".json");
            names.add(different.toLowerCase(Locale.ROOT));
            var entry = new ZipEntry(different);
            entry.setTimeLocal(TIME);
            zip.putNextEntry(entry);
            zip.write(CanonicalJson.write(receipt));
            zip.closeEntry();
        }
        zip.finish();
    }
}
