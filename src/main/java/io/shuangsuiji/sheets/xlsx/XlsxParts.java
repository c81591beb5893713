package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.ChecksumInputStream;

/**
 * The archive that a workbook is: its parts by name, unpacked as they are read, and how they refer to each other. What
 * is unpacked is counted, and no more of it is made than the limits allow.
 */
final class XlsxParts implements Closeable {
    /** A part may unpack to so many times its size: sheets reach some 50, an empty filling 1000. */
    private static final int RATIO = 200;

    private static final long RATIO_MATTERS_FROM = 10L << 20;

    /** The parser keeps a comment or a tag whole: one that is longer is refused before it has been read. */
    private static final long AT_ONCE = 16L << 20;

    private final ZipFile zip;
    private final Limits limits;
    private final long size;
    private final Map<String, ZipArchiveEntry> entries = new HashMap<>();
    private final Map<String, Long> unpacked = new HashMap<>();
    private long total;

    /** What a part refers to. */
    record Relation(String type, String part) {
        boolean is(String kind) {
            // the two namespaces of the format differ in all but the end
            return type != null && type.endsWith("/" + kind);
        }
    }

    private XlsxParts(ZipFile zip, Limits limits, long size) {
        this.zip = zip;
        this.limits = limits;
        this.size = size;
        for (var entry : Collections.list(zip.getEntries())) {
            entries.putIfAbsent(key(entry.getName()), entry);
            if (entries.size() > limits.entries()) {
                throw UnreadableFile.because(
                        "工作簿里的文件超过 " + limits.entries() + " 个，已停止读取；请另存为新的 .xlsx",
                        "the workbook holds more than " + limits.entries() + " parts; save it anew as .xlsx");
            }
        }
    }

    /** @throws UnreadableFile where the bytes are no archive */
    static XlsxParts open(Source source, Limits limits) throws IOException {
        long size = source.size();
        var channel = source.channel();
        try {
            return new XlsxParts(archive(channel), limits, size);
        } catch (Throwable failed) {
            channel.close();
            throw failed;
        }
    }

    private static ZipFile archive(SeekableByteChannel channel) {
        try {
            return ZipFile.builder()
                    .setSeekableByteChannel(channel)
                    .setIgnoreLocalFileHeader(true)
                    .get();
        } catch (IOException | RuntimeException noArchive) {
            throw damaged("压缩文件不完整，打不开", "its archive is incomplete");
        }
    }

    /** A workbook refused for what is wrong with it. */
    static UnreadableFile damaged(String chinese, String english) {
        return UnreadableFile.because(
                "工作簿损坏：" + chinese + "；请用 Excel 或 WPS 打开后另存为 .xlsx",
                "the workbook is damaged: " + english + "; open it in Excel or WPS and save it as .xlsx");
    }

    /** True where there is such a part. */
    boolean has(String part) {
        return entries.containsKey(key(part));
    }

    /** A part that is there, from its beginning. */
    XmlPart read(String part) {
        return read(part, "部件 " + part, "the part " + part);
    }

    /** The same of a part that people call otherwise. */
    XmlPart read(String part, String chinese, String english) {
        var entry = entries.get(key(part));
        try {
            // else a flipped bit in a value would go unseen
            var checked = ChecksumInputStream.builder()
                    .setInputStream(zip.getInputStream(entry))
                    .setChecksum(new CRC32())
                    .setExpectedChecksumValue(entry.getCrc())
                    .setCountThreshold(entry.getSize())
                    .get();
            return new XmlPart(new Unpacking(checked, entry), chinese, english);
        } catch (IOException | RuntimeException damaged) {
            throw damaged(chinese + "无法解压", english + " cannot be unpacked");
        }
    }

    /** Unpacks every part and keeps nothing, to see that it stays within the limits. */
    void unpackAll() {
        var block = new byte[1 << 16];
        for (var entry : entries.values()) {
            try (var part = new Unpacking(zip.getInputStream(entry), entry)) {
                do {
                    part.allowMore();
                } while (part.read(block, 0, block.length) >= 0);
            } catch (IOException damaged) {
                throw damaged("部件 " + entry.getName() + " 无法解压", "the part " + entry.getName() + " cannot be unpacked");
            }
        }
    }

    /** The parts that a part refers to, by the id of the reference; those outside the archive are left out. */
    Map<String, Relation> relations(String part) throws IOException {
        int name = part.lastIndexOf('/') + 1;
        var list = part.substring(0, name) + "_rels/" + part.substring(name) + ".rels";
        Map<String, Relation> relations = new LinkedHashMap<>();
        if (!has(list)) {
            return relations;
        }
        try (var xml = read(list)) {
            while (xml.child(0)) {
                while (xml.child(1)) {
                    var target = xml.attribute("Target");
                    var to = target == null ? "" : resolve(part.substring(0, name), target);
                    if (has(to)) {
                        relations.put(xml.attribute("Id"), new Relation(xml.attribute("Type"), to));
                    }
                    if (relations.size() > limits.entries()) {
                        throw xml.damaged("所列的引用过多", "refers to too many parts");
                    }
                }
            }
        }
        return relations;
    }

    private static String resolve(String folder, String target) {
        var path = new ArrayDeque<String>();
        for (var step : (target.startsWith("/") ? target : folder + target).split("/")) {
            if (step.equals("..")) {
                path.pollLast();
            } else if (!step.isEmpty() && !step.equals(".")) {
                path.addLast(step);
            }
        }
        return String.join("/", path);
    }

    /** Names of parts do not tell upper from lower case, and some programs write them with the slashes of Windows. */
    private static String key(String part) {
        return part.replace('\\', '/').toLowerCase(Locale.ROOT);
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** The bytes of a part as they come out, counted. */
    final class Unpacking extends FilterInputStream {
        private final ZipArchiveEntry entry;
        private long count;
        private long allowed;

        private Unpacking(InputStream bytes, ZipArchiveEntry entry) {
            super(bytes);
            this.entry = entry;
        }

        /** The parser has done with what it had. */
        void allowMore() {
            allowed = count + AT_ONCE;
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int read = super.read(into, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int read) {
            count += read;
            // what has been read before is not counted again
            long before = unpacked.getOrDefault(entry.getName(), 0L);
            if (count > before) {
                unpacked.put(entry.getName(), count);
                total += count - before;
            }
            // an archive may lie about a part's packed size, but not beyond its own
            long packed = Math.min(entry.getCompressedSize(), size);
            if (total > limits.unpacked() || count > allowed || count > RATIO_MATTERS_FROM && count > RATIO * packed) {
                throw UnreadableFile.because(
                        "压缩文件解压后异常地大，已停止读取（" + entry.getName() + "）；请另存为新的 .xlsx 或 CSV",
                        "the archive unpacks to far more than its size and is not read further (" + entry.getName()
                                + "); save it anew as .xlsx or CSV");
            }
        }
    }
}
