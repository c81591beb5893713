package io.shuangsuiji.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** All that an operator may set about this service; what the plan says is set in the editions alone. */
@ConfigMapping(prefix = "double-random")
public interface ServiceConfig {
    /** The folder that holds one folder an edition. */
    @WithDefault("dmn")
    Path editions();

    /** The folder of the DRL files. */
    @WithDefault("rules")
    Path rules();

    /** The folder of drafts, with the log of amendments; made when first used. */
    @WithDefault("drafts")
    Path drafts();

    /** How long another service on the same folder of drafts may give no sign of life before this one takes its place. */
    @WithDefault("30s")
    Duration draftsLease();

    /** The folder of the scenario workbooks that a draft begins with where its edition has none of its own. */
    @WithDefault("test-scenarios")
    Path scenarios();

    /** The folder of certificates ({@code .pem}, {@code .crt}, {@code .cer}) of time-stamping authorities that are trusted. */
    Optional<Path> timestampAuthorities();

    /** How long the check of a draft may take. */
    @WithDefault("2m")
    Duration checkTime();

    /** The folder of the samples that the page offers. */
    @WithDefault("samples")
    Path samples();

    /** For how many days before it lapses a basis (依据) of an edition is pointed out. */
    @WithDefault("60")
    int basisNoticeDays();

    /** How often the folders are looked at; a change is taken up once it has stood still that long. */
    @WithDefault("250ms")
    Duration watchInterval();

    /** Who may call. */
    Access access();

    /** What is too much. */
    Limits limits();

    /** Who may call. */
    interface Access {
        /** False where everybody signs in at an OpenID Connect provider ({@code quarkus.oidc}). */
        @WithDefault("true")
        boolean embeddedUsers();

        /** The embedded users; made at the first start. */
        @WithDefault("data/users.properties")
        Path usersFile();

        /** The chained record of sign-ins; {@code access.ndjson} beside the users where it is not set. */
        Optional<Path> record();

        /** What becomes of those who fail to sign in. */
        Lockout lockout();

        /** How long somebody is signed in. */
        Session session();

        /** What a password must be. */
        Password password();

        /**
         * The keys of other systems, by the systems' names; a key, or {@code sha256:} and its hash. Where there is none,
         * decisions and plans are open.
         */
        Map<String, String> apiKeys();

        /**
         * The origins, such as {@code https://policy.example.cn}, whose pages may send forms and calls in their user's name
         * beside the address that a request itself names: for a proxy that changes {@code Host}.
         */
        Optional<Set<String>> origins();
    }

    /** What becomes of those who fail to sign in. */
    interface Lockout {
        /** After how many failures of one name one must wait. */
        @WithDefault("5")
        int perName();

        /** After how many failures from one address; those of somebody who then gets in do not count. */
        @WithDefault("20")
        int perAddress();

        /** How long one waits then; twice as long after each failure more. */
        @WithDefault("1m")
        Duration firstWait();

        /** How long one waits at most. */
        @WithDefault("1h")
        Duration longestWait();
    }

    /** How long somebody is signed in. */
    interface Session {
        /** Without doing anything. */
        @WithDefault("30m")
        Duration idle();

        /** In any case. */
        @WithDefault("12h")
        Duration longest();
    }

    /** What a password must be. */
    interface Password {
        /** How many characters it has at least. */
        @WithDefault("10")
        int length();

        /** Of how many kinds they are: capital and small letters, digits, others. */
        @WithDefault("3")
        int classes();

        /** How many of the last ones it may not be. */
        @WithDefault("5")
        int remembered();

        /** After what time it must be changed. */
        @WithDefault("90d")
        Duration age();
    }

    /** What is kept of decisions. */
    Log log();

    /** What is too much. */
    interface Limits {
        /** The largest body of a single decision; batches and registries are bounded by {@code quarkus.http.limits}. */
        @WithDefault("1M")
        MemorySize decisionBody();

        /** The largest scenario workbook. */
        @WithDefault("20M")
        MemorySize scenarioWorkbook();

        /** The largest document of a draw, and all the files of a verification together. */
        @WithDefault("64M")
        MemorySize drawDocument();

        /** The longest line of a batch. */
        @WithDefault("256K")
        MemorySize batchLine();

        /** The largest batch, unpacked; packed it is bounded by {@code quarkus.http.limits.max-body-size}. */
        @WithDefault("4G")
        MemorySize batchBytes();

        /** How long a batch may take from its first line to its last answer. */
        @WithDefault("1h")
        Duration batchTime();

        /** How many batches run at once; one more is answered 429. */
        @WithDefault("4")
        int concurrentBatches();

        /** How many single decisions are under way at once; one more is answered 503. */
        @WithDefault("128")
        int concurrentDecisions();

        /** How many plans are made at once; one more is answered 503. */
        @WithDefault("4")
        int concurrentPlans();

        /** How many workbooks are run or taken, and drafts checked and weighed, at once; one more is answered 503. */
        @WithDefault("2")
        int concurrentWorkbooks();

        /** How many bytes of bodies too large for memory are on the disk at once; what is more is answered 503. */
        @WithDefault("2G")
        MemorySize bodies();

        /** How many bytes a second a body must bring at least. */
        @WithDefault("4K")
        MemorySize bodyRate();

        /** For how long it may bring less. */
        @WithDefault("10s")
        Duration bodyGrace();

        /** How long a body may take to arrive; a batch, which is answered while it comes, has its own time. */
        @WithDefault("10m")
        Duration bodyTime();

        /** After what time one who was turned away is told to come again. */
        @WithDefault("2s")
        Duration retryAfter();

        /** How many changes of facts the answer to a why-not question tries at most. */
        @WithDefault("20000")
        int whyNotTries();

        /** How long it goes on trying at most. */
        @WithDefault("5s")
        Duration whyNotTime();
    }

    /** What is kept of decisions. */
    interface Log {
        /** Whether decisions are logged, and where. */
        @WithDefault("off")
        Target to();

        /** Where they go. */
        enum Target {
            OFF,
            /** A file that rotates. */
            FILE,
            /** The logging category {@code decision-log}, and thereby any handler that Quarkus has. */
            CATEGORY
        }

        /** The file. */
        @WithDefault("logs/decisions.ndjson")
        Path file();

        /** How large the file becomes before another is begun. */
        @WithDefault("100M")
        MemorySize maxSize();

        /** How many full files are kept. */
        @WithDefault("10")
        int maxFiles();

        /** How many bytes of events may wait to be written; what is more is dropped and counted. */
        @WithDefault("32M")
        MemorySize queue();

        /** Whether the rules that held are logged. */
        @WithDefault("true")
        boolean matchedRules();

        /** The header that names the caller, where no one is logged in. */
        Optional<String> callerHeader();

        /** Fields of which no value is logged: a path ({@code object.name}), or a key anywhere ({@code name}). */
        Optional<Set<String>> masked();

        /** Fields of which only a keyed hash is logged. */
        Optional<Set<String>> hashed();

        /** The secret of the hash. */
        Optional<String> hashKey();
    }
}
