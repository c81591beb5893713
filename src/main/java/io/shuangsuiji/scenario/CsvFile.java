package io.shuangsuiji.scenario;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A CSV file as a spreadsheet program saved it, to be read and to be written back in the same way.
 *
 * @param rows the text of its cells, to be changed in place
 * @param charset UTF-8, or GB18030, which Excel in China writes unless told otherwise
 * @param marked true where a byte order mark stands before the text
 * @param lineEnd what ends a line
 * @param ended true where the last line has its end
 */
record CsvFile(List<List<String>> rows, Charset charset, boolean marked, String lineEnd, boolean ended) {
    private static final CsvMapper CSV = new CsvMapper();
    /** Blank lines count here, as they do not among the rows of a workbook. */
    private static final int MOST_LINES = 10 * Grid.MAX_ROWS;

    private static final char MARK = '\ufeff';
    private static final Pattern TO_BE_QUOTED = Pattern.compile("(?s).*[\",\\r\\n].*|\\s.*|.*\\s");

    /** The name of the one sheet: the file's, without its folder and ending. */
    static String sheet(String fileName) {
        return fileName.replaceFirst(".*[/\\\\]", "").replaceFirst("\\.[^.]*$", "");
    }

    /**
     * Reads.
     *
     * @throws BadWorkbook naming the line where quotes or separators are wrong
     */
    static CsvFile read(String sheet, byte[] file) {
        var charset = charset(file);
        var text = new String(file, charset);
        boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
        var rows = new ArrayList<List<String>>();
        try (MappingIterator<List<String>> lines = CSV.readerForListOf(String.class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(marked ? text.substring(1) : text)) {
            while (lines.hasNext()) {
                rows.add(new ArrayList<>(lines.next()));
                if (rows.size() > MOST_LINES) {
                    throw BadWorkbook.sheet(
                            sheet,
                            "超过 " + MOST_LINES + " 行：请分成几个文件 / more than " + MOST_LINES + " lines: split the file");
                }
            }
        } catch (IOException | RuntimeException malformed) {
            if (malformed instanceof BadWorkbook tooLong) {
                throw tooLong;
            }
            throw BadWorkbook.sheet(
                    sheet,
                    "第 " + (rows.size() + 1) + " 行附近的 CSV 引号或分隔有误 / malformed CSV near line " + (rows.size() + 1));
        }
        return new CsvFile(rows, charset, marked, text.contains("\r\n") ? "\r\n" : "\n", text.endsWith("\n"));
    }

    private static Charset charset(byte[] file) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file));
            return StandardCharsets.UTF_8;
        } catch (CharacterCodingException notUtf8) {
            return Charset.forName("GB18030");
        }
    }

    /** The file, in the encoding and with the line ends that it had; cells are quoted where they must be. */
    byte[] toBytes() {
        var text = new StringBuilder(marked ? String.valueOf(MARK) : "");
        for (int i = 0; i < rows.size(); i++) {
            text.append(i == 0 ? "" : lineEnd);
            text.append(String.join(",", rows.get(i).stream().map(CsvFile::cell).toList()));
        }
        return text.append(ended ? lineEnd : "").toString().getBytes(charset);
    }

    private static String cell(String text) {
        return TO_BE_QUOTED.matcher(text).matches() ? '"' + text.replace("\"", "\"\"") + '"' : text;
    }
}
