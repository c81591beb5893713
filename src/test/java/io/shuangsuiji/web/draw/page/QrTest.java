package io.shuangsuiji.web.draw.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class QrTest {
    private static final int SCALE = 6;
    private static final Pattern MODULE = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z");

    /** Paints the path as a browser does, and reads it as a telephone does. */
    private static String read(Qr qr) throws Exception {
        int side = qr.size() * SCALE;
        var pixels = new int[side * side];
        Arrays.fill(pixels, 0xFFFFFF);
        MODULE.matcher(qr.path()).results().forEach(module -> {
            int left = Integer.parseInt(module.group(1)) * SCALE;
            int top = Integer.parseInt(module.group(2)) * SCALE;
            for (int y = top; y < top + SCALE; y++) {
                Arrays.fill(pixels, y * side + left, y * side + left + SCALE, 0);
            }
        });
        var image = new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
        return new QRCodeReader().decode(image).getText();
    }

    @Test
    void isReadByATelephone() throws Exception {
        var digest = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        assertThat(read(new Digest(digest).qr())).isEqualTo(digest);
    }

    @Test
    void groupsADigestByFour() {
        assertThat(new Digest("0123456789ab").groups()).containsExactly("0123", "4567", "89ab");
        assertThat(String.join("", new Digest("f".repeat(64)).groups())).hasSize(64);
    }
}
