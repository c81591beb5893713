package io.shuangsuiji.web;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** All that an operator may set about this service; what the plan says is set in the editions alone. */
@ConfigMapping(prefix = "double-random")
public interface ServiceConfig {
    /** The folder that holds one folder an edition. */
    @WithDefault("dmn")
    Path editions();

    /** The folder of the DRL files. */
    @WithDefault("rules")
    Path rules();

    /** The folder of the samples that the page offers. */
    @WithDefault("samples")
    Path samples();

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

        /**
         * The keys of other systems, by the systems' names; a key, or {@code sha256:} and its hash. Where there is none,
         * decisions and plans are open.
         */
        Map<String, String> apiKeys();
    }

    /** What is too much. */
    interface Limits {
        /** The largest body of a single decision; batches and registries are bounded by {@code quarkus.http.limits}. */
        @WithDefault("1M")
        MemorySize decisionBody();

        /** How many changes of facts the answer to a why-not question tries at most. */
        @WithDefault("20000")
        int whyNotTries();

        /** How long it goes on trying at most. */
        @WithDefault("5s")
        Duration whyNotTime();
    }
}
