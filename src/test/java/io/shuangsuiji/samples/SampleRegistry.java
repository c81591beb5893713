package io.shuangsuiji.samples;

import static java.time.temporal.ChronoUnit.DAYS;

import io.shuangsuiji.samples.SampleMixes.Profile;
import io.shuangsuiji.samples.SampleUrn.Share;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;

/**
 * A synthetic registry of a given size. Every iteration yields the same objects, one at a time, so a registry of a
 * million objects needs no more memory than one of a hundred.
 */
public final class SampleRegistry implements Iterable<SampleObject> {
    /** Changing it changes every file in {@code samples/}. */
    public static final long SEED = 20240101L;

    /** The number of objects of the registry in {@code samples/}. */
    public static final int SAMPLE_SIZE = 2400;

    private static final Map<String, String> ID_PREFIXES = Map.of(
            SampleMixes.POLLUTING_UNIT, "NS-PW",
            SampleMixes.CONSTRUCTION, "NS-JS",
            SampleMixes.OUTFALL, "NS-RH",
            SampleMixes.MONITORING_BODY, "NS-JC",
            SampleMixes.TRUCK_FLEET, "NS-CY",
            SampleMixes.VEHICLE_TESTING, "NS-JY",
            SampleMixes.FUEL_STATION, "NS-YZ",
            SampleMixes.OIL_DEPOT, "NS-YK");

    private final int size;

    public SampleRegistry(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("size " + size + " is negative");
        }
        this.size = size;
    }

    /** The registry in {@code samples/}. */
    public static SampleRegistry sample() {
        return new SampleRegistry(SAMPLE_SIZE);
    }

    @Override
    public Iterator<SampleObject> iterator() {
        return new Generator(size);
    }

    /** Writes the registry as CSV and leaves the stream open. */
    public void writeCsv(OutputStream out) throws IOException {
        SampleObject.TABLE.writeCsv(this, out);
    }

    /** Writes the registry as XLSX and leaves the stream open. */
    public void writeXlsx(OutputStream out) throws IOException {
        SampleObject.TABLE.writeXlsx(this, out);
    }

    /**
     * Without arguments, writes the files of {@code samples/} below the working directory; with a number of objects,
     * writes a registry of that size as CSV to the standard output, or to the file named second (CSV or XLSX by its
     * ending).
     */
    public static void main(String... args) throws IOException {
        if (args.length == 0) {
            writeSamples(Path.of("samples"));
        } else if (args.length == 1) {
            new SampleRegistry(Integer.parseInt(args[0])).writeCsv(System.out);
        } else {
            new SampleRegistry(Integer.parseInt(args[0])).write(Path.of(args[1]));
        }
    }

    static void writeSamples(Path directory) throws IOException {
        Files.createDirectories(directory);
        sample().write(directory.resolve("registry.csv"));
        sample().write(directory.resolve("registry.xlsx"));
        try (var out = open(directory.resolve("staffing.csv"))) {
            SampleInspector.TABLE.writeCsv(SampleInspector.roster(), out);
        }
    }

    private void write(Path file) throws IOException {
        try (var out = open(file)) {
            if (file.toString().endsWith(".xlsx")) {
                writeXlsx(out);
            } else {
                writeCsv(out);
            }
        }
    }

    private static OutputStream open(Path file) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(file));
    }

    private static final class Generator implements Iterator<SampleObject> {
        private final Random random = new Random(SEED);
        private final SampleNames names = new SampleNames(SEED);
        private final SampleUrn<String> types;
        private final SampleUrn<Boolean> penalised;
        private final SampleUrn<Integer> complaints;
        private final SampleUrn<String> ratings;
        private final SampleUrn<String> vocsGrades;
        private final Map<String, SampleUrn<Profile>> profiles = new HashMap<>();
        private final Map<String, Integer> numbers = new HashMap<>();
        private int left;

        Generator(int size) {
            left = size;
            types = new SampleUrn<>(size, SampleMixes.OBJECT_TYPES);
            penalised = new SampleUrn<>(size, SampleMixes.PENALISED);
            complaints = new SampleUrn<>(size, SampleMixes.COMPLAINTS);
            for (String type :
                    SampleMixes.OBJECT_TYPES.stream().map(Share::value).toList()) {
                profiles.put(type, new SampleUrn<>(types.left(type), SampleMixes.profiles(type)));
            }
            int units = types.left(SampleMixes.POLLUTING_UNIT);
            ratings = new SampleUrn<>(units, SampleMixes.CREDIT_RATINGS);
            vocsGrades = new SampleUrn<>(units, SampleMixes.VOCS_GRADES);
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public SampleObject next() {
            if (left-- <= 0) {
                throw new NoSuchElementException();
            }
            String type = types.draw(random);
            int number = numbers.merge(type, 1, Integer::sum);
            var street = names.street(type, random);
            var profile = profiles.get(type).draw(random);
            boolean isUnit = type.equals(SampleMixes.POLLUTING_UNIT);
            return new SampleObject(
                    "%s-%06d".formatted(ID_PREFIXES.get(type), SampleDefects.idNumber(type, number)),
                    names.object(type, number, street, random),
                    SampleDefects.team(type, number, SampleMixes.TEAMS.get(street.team())),
                    street.name() + "街道",
                    type,
                    profile.supervisionLevel(),
                    penalised.draw(random) ? penaltyDate() : null,
                    SampleDefects.creditRating(type, number, isUnit ? ratings.draw(random) : null),
                    isUnit ? vocsGrades.draw(random) : null,
                    complaints.draw(random),
                    profile.onPositiveList(),
                    profile.permitManagement());
        }

        private LocalDate penaltyDate() {
            int days = (int) DAYS.between(SampleMixes.FIRST_PENALTY, SampleMixes.LAST_PENALTY) + 1;
            return SampleMixes.FIRST_PENALTY.plusDays(random.nextInt(days));
        }
    }
}
