package io.shuangsuiji.browser;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openqa.selenium.JavascriptExecutor;

/** What keeps people who use a keyboard or a screen reader out of a page, as far as a program can tell. */
final class Barriers {
    private Barriers() {}

    static List<?> of(JavascriptExecutor page) throws IOException {
        if (!Boolean.TRUE.equals(page.executeScript("return !!window.axe"))) {
            try (var axe = Barriers.class.getResourceAsStream("/axe.min.js")) {
                page.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return (List<?>) page.executeAsyncScript("""
            const done = arguments[0];
            const own = [
              ...(document.documentElement.lang === 'zh-CN' ? [] : ['lang']),
              ...(document.querySelector('body > :first-child')?.matches('a.skip[href="#main"]') ? [] : ['skip link']),
              ...[...document.querySelectorAll('th:not([scope])')].map(th => 'th without scope: ' + th.textContent),
            ];
            axe.run(document, { preload: false, resultTypes: ['violations'] }).then(
              found => done(own.concat(found.violations.flatMap(violation =>
                violation.nodes.map(node => violation.id + ': ' + violation.help + ' at ' + node.html)))),
              failed => done([String(failed)]));
            """);
    }
}
