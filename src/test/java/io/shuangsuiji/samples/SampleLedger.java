package io.shuangsuiji.samples;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The tasks of a year (2024), a quarter of them each quarter, with lateness of every kind: drawn and never inspected,
 * inspected after the quarter, not closed, published late or not at all, without feedback, scanned late or not at all,
 * dates out of order, and joint tasks after October.
 */
public final class SampleLedger {
    /** The number of tasks of the ledger in {@code samples/}. */
    public static final int SAMPLE_SIZE = 600;

    private static final int YEAR = 2024;

    private final Random random = new Random(SampleRegistry.SEED);
    private final int size;

    private SampleLedger(int size) {
        this.size = size;
    }

    /** So many tasks, always the same. */
    public static List<SampleTask> of(int size) {
        return new SampleLedger(size).tasks();
    }

    /** Writes {@code samples/ledger.csv}; with a number of tasks and a file, a ledger of that size. */
    public static void main(String... args) throws IOException {
        write(
                args.length == 0 ? SAMPLE_SIZE : Integer.parseInt(args[0]),
                Path.of(args.length < 2 ? "samples/ledger.csv" : args[1]));
    }

    static void write(int size, Path file) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            if (file.toString().endsWith(".xlsx")) {
                SampleTask.TABLE.writeXlsx(of(size), out);
            } else {
                SampleTask.TABLE.writeCsv(of(size), out);
            }
        }
    }

    private List<SampleTask> tasks() {
        var objects = new ArrayList<SampleObject>();
        SampleRegistry.sample().iterator().forEachRemaining(objects::add);
        var tasks = new ArrayList<SampleTask>(size);
        for (int i = 0; i < size; i++) {
            int quarter = i * 4 / size + 1;
            tasks.add(task(i + 1, quarter, objects.get(random.nextInt(objects.size()))));
        }
        return tasks;
    }

    private SampleTask task(int number, int quarter, SampleObject object) {
        int kind = random.nextInt(100);
        boolean joint = random.nextInt(100) < 14;
        var first = LocalDate.of(YEAR, quarter * 3 - 2, 1);
        var last = first.plusMonths(3).minusDays(1);
        // planned tasks are drawn a week before the quarter, joint ones within it
        var drawn = joint ? working(first.plusDays(random.nextInt(30))) : working(first.minusDays(8));
        var fedBack = kind == 0 ? null : working(drawn.plusDays(random.nextInt(3)));
        var dispatched = working((fedBack == null ? drawn : fedBack).plusDays(1 + random.nextInt(4)));
        var begin = dispatched.isBefore(first) ? first : dispatched;
        long days = Math.max(1, last.toEpochDay() - begin.toEpochDay() - 12);
        var inspected = kind < 6 ? null : working(begin.plusDays((long) (random.nextDouble() * days)));
        if (kind >= 6 && kind < 9) {
            inspected = working(last.plusDays(1 + random.nextInt(10)));
        }
        var closed = inspected == null || kind == 9 ? null : working(inspected.plusDays(random.nextInt(8)));
        var scanned = inspected == null || kind == 10 ? null : inspected;
        if (kind == 11 || kind == 12) {
            scanned = inspected == null ? null : inspected.plusDays(kind == 11 ? 6 : 14);
        }
        var website = closed == null || kind == 13 ? null : working(closed.plusDays(1 + random.nextInt(6)));
        var province = closed == null || kind == 14 ? null : working(closed.plusDays(1 + random.nextInt(6)));
        if (kind >= 15 && kind < 20 && closed != null) {
            website = working(closed.plusDays(35));
            province = working(closed.plusDays(kind < 18 ? 40 : 5));
        }
        if (kind == 20 && closed != null) {
            closed = inspected.minusDays(2);
        }
        boolean problem = inspected != null && random.nextInt(100) < 22;
        boolean filed = problem && random.nextInt(100) < 35;
        return new SampleTask(
                "RW2024-%06d".formatted(number),
                object,
                "91440300MA%08d".formatted(Math.abs(object.id().hashCode()) % 100_000_000),
                stratum(object),
                joint ? "跨部门联合" : random.nextInt(100) < 4 ? "专项" : "日常",
                kind == 21 ? "执法科四队" : object.team(),
                drawn,
                fedBack,
                dispatched,
                scanned,
                inspected,
                closed,
                province,
                website,
                inspected == null ? null : problem,
                inspected == null ? null : filed,
                inspected == null ? null : problem && random.nextInt(100) < 70);
    }

    private static LocalDate working(LocalDate day) {
        return day.plusDays(
                day.getDayOfWeek() == DayOfWeek.SATURDAY ? 2 : day.getDayOfWeek() == DayOfWeek.SUNDAY ? 1 : 0);
    }

    private static String stratum(SampleObject object) {
        return switch (object.objectType()) {
            case SampleMixes.POLLUTING_UNIT, SampleMixes.CONSTRUCTION, SampleMixes.OUTFALL ->
                (object.supervisionLevel() == null ? "一般" : object.supervisionLevel()) + object.objectType();
            case SampleMixes.FUEL_STATION, SampleMixes.OIL_DEPOT -> "加油站和储油库";
            default -> object.objectType();
        };
    }
}
