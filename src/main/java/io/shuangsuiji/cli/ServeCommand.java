package io.shuangsuiji.cli;

import io.quarkus.runtime.Quarkus;
import io.shuangsuiji.cli.console.Console;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "serve", description = "启动服务（不写命令时也是启动服务）")
final class ServeCommand extends Console implements Runnable {
    @Option(names = "--editions", paramLabel = "DIR", description = "政策版本所在文件夹（默认 dmn）")
    private Path editions;

    @Option(names = "--rules", paramLabel = "DIR", description = "DRL 规则所在文件夹（默认 rules）")
    private Path rules;

    @Option(names = "--port", paramLabel = "PORT", description = "监听的端口（默认 8080）")
    private Integer port;

    @Override
    public void run() {
        Logger.getLogger("io.shuangsuiji").setLevel(Level.INFO);
        configure("double-random.editions", editions);
        configure("double-random.rules", rules);
        configure("quarkus.http.port", port);
        Quarkus.run();
    }

    private static void configure(String key, Object value) {
        if (value != null) {
            System.setProperty(key, value.toString());
        }
    }
}
