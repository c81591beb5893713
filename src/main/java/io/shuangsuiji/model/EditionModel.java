package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All tables of an edition's files, in the order of the files and of the decisions in them.
 *
 * @param files the DMN files by name
 * @param tables what they hold
 */
public record EditionModel(SortedMap<String, DmnFile> files, List<Table> tables) {
    /**
     * Reads the {@code .dmn} files among the given ones.
     *
     * @throws MalformedXml where one of them cannot be read; the message names it
     */
    public static EditionModel read(SortedMap<String, byte[]> files) throws MalformedXml {
        var read = new TreeMap<String, DmnFile>();
        for (var file : files.entrySet()) {
            if (file.getKey().endsWith(".dmn")) {
                try {
                    read.put(file.getKey(), DmnFile.read(file.getKey(), file.getValue()));
                } catch (MalformedXml malformed) {
                    throw new MalformedXml(file.getKey() + "：" + malformed.getMessage());
                }
            }
        }
        return of(read);
    }

    /** The tables of files already read. */
    public static EditionModel of(SortedMap<String, DmnFile> files) {
        var types = new TypeResolver(files.values());
        var tables = new ArrayList<Table>();
        files.values().forEach(file -> tables.addAll(TableReader.read(file, types)));
        return new EditionModel(files, List.copyOf(tables));
    }

    /** The table at that address of that file. */
    public Optional<Table> table(String file, String address) {
        return tables.stream()
                .filter(table -> table.file().equals(file) && table.address().equals(address))
                .findFirst();
    }

    /** True where an output of a decision table is null in every row, so that nothing is said of it. */
    public boolean leavesOpen(Table table, String output) {
        var column = table.columns().stream()
                .filter(each -> each.kind() == ColumnKind.OUTPUT && output.equals(each.expression()))
                .findFirst();
        return column.isPresent()
                && files.get(table.file())
                        .at(column.get().address())
                        .filter(declared -> declared.child("defaultOutputEntry") != null)
                        .isEmpty()
                && table.rows().stream()
                        .flatMap(row -> table.cells(row, ColumnKind.OUTPUT).stream())
                        .filter(placed -> placed.column().equals(column.get()))
                        .allMatch(placed -> placed.cell().feel().strip().equals("null"));
    }

    /** The cell at that address of that file. */
    public Optional<Cell> cell(String file, String address) {
        return tables.stream()
                .filter(table -> table.file().equals(file))
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> row.cells().stream())
                .filter(cell -> address.equals(cell.address()))
                .findFirst();
    }
}
