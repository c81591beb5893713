package io.shuangsuiji.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Names of files that every system takes, and no two the same. */
class ReceiptFilesTest {
    private static Receipt receipt(String id) {
        return new Receipt(Receipt.FORMAT, HashAlgorithm.SHA_256, "", "", 9, 4, "层", id, 1, "", List.of());
    }

    @Test
    void namesFilesByIdsAsFarAsTheyAreSafe() {
        assertThat(ReceiptFiles.name(receipt("粤B-001"))).isEqualTo("receipt-粤B-001.json");
        assertThat(ReceiptFiles.name(receipt("../../etc/passwd"))).isEqualTo("receipt-______etc_passwd-4.json");
        assertThat(ReceiptFiles.name(receipt("a\\b:c*?\"<>|"))).isEqualTo("receipt-a_b_c______-4.json");
        assertThat(ReceiptFiles.name(receipt("长".repeat(300)))).hasSizeLessThan(80);
    }

    @Test
    void givesEachReceiptAFileOfItsOwn() throws IOException {
        var secret = new byte[32];
        var pool = List.of(
                new PoolEntry("层", "A/1", 1),
                new PoolEntry("层", "A1", 1),
                new PoolEntry("层", "A_1", 1),
                new PoolEntry("层", "a1", 1));
        var commitment = SampleDraw.small(HashAlgorithm.SHA_256, 1).commitment();
        var draw = SampleDraw.drawn(commitment, secret, pool, null).draw();
        var out = new ByteArrayOutputStream();
        ReceiptFiles.write(draw, out);
        var names = new ArrayList<String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(out.toByteArray()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName().toLowerCase(Locale.ROOT));
            }
        }
        assertThat(names).hasSize(4);
        assertThat(new HashSet<>(names)).hasSize(4);
        var again = new ByteArrayOutputStream();
        ReceiptFiles.write(draw, again);
        assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
    }
}
