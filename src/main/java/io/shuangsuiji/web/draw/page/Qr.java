package io.shuangsuiji.web.draw.page;

import io.nayuki.qrcodegen.QrCode;

/**
 * A QR code as one path of an SVG, so that it needs neither scripts nor images.
 *
 * @param text what it says
 * @param size its side in modules, with the quiet zone that the standard asks for
 * @param path its dark modules, each a square of 1
 */
record Qr(String text, int size, String path) {
    /** ISO/IEC 18004: four modules on each side. */
    private static final int QUIET = 4;

    /** The code of a text; a quarter of it may be unreadable, as in the corner of a photographed screen. */
    static Qr of(String text) {
        var code = QrCode.encodeText(text, QrCode.Ecc.QUARTILE);
        var path = new StringBuilder();
        for (int y = 0; y < code.size; y++) {
            for (int x = 0; x < code.size; x++) {
                if (code.getModule(x, y)) {
                    path.append('M')
                            .append(x + QUIET)
                            .append(' ')
                            .append(y + QUIET)
                            .append("h1v1h-1z");
                }
            }
        }
        return new Qr(text, code.size + 2 * QUIET, path.toString());
    }
}
