package io.shuangsuiji.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A browser for each test, started once, of which neither the console nor an inspection may have anything to complain at the end. */
abstract class BrowserTest {
    @TestHTTPResource
    URI root;

    Browser browser;

    @BeforeEach
    void open() throws Exception {
        browser = Browser.open(root);
    }

    @AfterEach
    void close() throws Exception {
        try {
            assertThat(browser.complaints()).isEmpty();
            assertThat(browser.findings()).isEmpty();
        } finally {
            browser.close();
        }
    }

    @AfterAll
    static void quit() {
        Browser.quit();
    }
}
