package io.shuangsuiji.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedCondition;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The distribution's own Chromium, used as a person uses it; counts the clicks of the mouse. */
final class Browser implements AutoCloseable {
    private static final File CHROMIUM = new File("/usr/bin/chromium");
    private static final File DRIVER = new File("/usr/bin/chromedriver");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    private final Path profile;
    private final ChromeDriver driver;
    private final URI root;
    private final List<String> findings = new ArrayList<>();
    private int clicks;

    private Browser(URI root) throws IOException {
        this.root = root;
        profile = Files.createTempDirectory("chromium");
        var logging = new LoggingPreferences();
        logging.enable(LogType.BROWSER, Level.ALL);
        var options = new ChromeOptions();
        options.setBinary(CHROMIUM);
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--lang=zh-CN",
                "--user-data-dir=" + profile);
        options.setCapability("goog:loggingPrefs", logging);
        driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER)
                        .usingAnyFreePort()
                        .build(),
                options);
        driver.manage().window().setSize(new Dimension(1400, 1000));
    }

    /**
     * True where there is a browser to test with. Where there is none a plain line says that these tests are skipped; the
     * continuous build may not skip them: there they run, and fail.
     */
    static boolean isInstalled() {
        boolean installed = CHROMIUM.canExecute() && DRIVER.canExecute();
        if (!installed && !"true".equals(System.getenv("CI"))) {
            System.out.println("Browser tests skipped: " + CHROMIUM + " or " + DRIVER + " is not installed.");
            return false;
        }
        return true;
    }

    static Browser open(URI root) throws IOException {
        return new Browser(root);
    }

    void get(String path) {
        driver.get(root.resolve(path).toString());
    }

    /** Waits for an element that can be seen. */
    WebElement see(By by) {
        return until(ExpectedConditions.visibilityOfElementLocated(by));
    }

    /** Waits for a text anywhere on the page. */
    void see(String text) {
        until(ExpectedConditions.textToBePresentInElementLocated(By.tagName("body"), text));
    }

    <T> T until(ExpectedCondition<T> condition) {
        return new WebDriverWait(driver, PATIENCE)
                .ignoring(org.openqa.selenium.StaleElementReferenceException.class)
                .until(new ExpectedCondition<T>() {
                    @Override
                    public T apply(WebDriver page) {
                        try {
                            return condition.apply(page);
                        } catch (WebDriverException gone) {
                            // a page that refreshes itself may do so between finding an element and reading it
                            if (String.valueOf(gone.getMessage()).contains("does not belong to the document")) {
                                return null;
                            }
                            throw gone;
                        }
                    }

                    @Override
                    public String toString() {
                        return condition + " on " + driver.getCurrentUrl();
                    }
                });
    }

    /** Clicks with the mouse. */
    void click(By by) {
        until(ExpectedConditions.elementToBeClickable(by));
        until(driver -> {
            var element = driver.findElement(by);
            new Actions(driver).scrollToElement(element).perform();
            element.click();
            return true;
        });
        clicks++;
    }

    /** Clicks the button or link of that text. */
    void click(String text) {
        click(text, "main");
    }

    /** The same within that part of the page. */
    void click(String text, String part) {
        click(By.xpath("//" + part + "//*[self::a or self::button][normalize-space()='" + text + "']"));
    }

    int clicks() {
        return clicks;
    }

    /** Types on the keyboard, wherever the focus is. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(flat(keys)).perform();
    }

    /** Types in the place of all that the field holds. */
    void retype(CharSequence... keys) {
        new Actions(driver)
                .keyDown(Keys.CONTROL)
                .sendKeys("a")
                .keyUp(Keys.CONTROL)
                .perform();
        type(keys);
    }

    /** Presses a key while others are held. */
    void chord(CharSequence key, Keys... held) {
        var actions = new Actions(driver);
        for (var each : held) {
            actions.keyDown(each);
        }
        actions.sendKeys(key);
        for (var each : held) {
            actions.keyUp(each);
        }
        actions.perform();
    }

    /** Copies a text, as another program would, and leaves the focus where it was. */
    void clipboard(String text) {
        script("""
                window.before = document.activeElement;
                const other = document.createElement('textarea');
                other.id = 'other-program';
                other.value = arguments[0];
                document.body.append(other);
                other.focus();
                other.select();
                """, text);
        chord("c", Keys.CONTROL);
        script("document.getElementById('other-program').remove(); window.before.focus()");
    }

    /** Composes as an input method does: the text is there, and not yet taken. */
    void compose(String text) {
        driver.executeCdpCommand(
                "Input.imeSetComposition",
                Map.of("text", text, "selectionStart", text.length(), "selectionEnd", text.length()));
    }

    /** Ends what is being composed with the text that was chosen. */
    void commit(String text) {
        driver.executeCdpCommand("Input.insertText", Map.of("text", text));
    }

    void doubleClick(By by) {
        var element = see(by);
        new Actions(driver).scrollToElement(element).doubleClick(element).perform();
    }

    /** Draws with the mouse from one element to another. */
    void drag(By from, By to) {
        new Actions(driver)
                .scrollToElement(see(to))
                .moveToElement(see(from))
                .clickAndHold()
                .moveToElement(see(to))
                .release()
                .perform();
    }

    /** Makes the window so wide. */
    void width(int width) {
        resize(width, 900);
    }

    private static CharSequence flat(CharSequence... keys) {
        return String.join("", List.of(keys));
    }

    /** Fills a day into the date field that has the focus: in which order its parts are typed is the machine's own affair. */
    void typeDay(java.time.LocalDate day) {
        script("""
                const field = document.activeElement;
                field.value = arguments[0];
                field.dispatchEvent(new Event('input', { bubbles: true }));
                field.dispatchEvent(new Event('change', { bubbles: true }));""", day.toString());
    }

    /** Signs out. */
    void signOut() {
        script("document.querySelector('form[action=\"/login/out\"] button').click()");
        until(ExpectedConditions.urlContains("/login"));
    }

    /** Signs in from the page for it, by keyboard alone. */
    void signIn(String user) {
        until(ExpectedConditions.urlContains("/login"));
        see(By.name("name"));
        focused("name");
        type(user, Keys.TAB, user + " password", Keys.ENTER);
        until(ExpectedConditions.not(ExpectedConditions.urlContains("/login")));
    }

    /** Waits until the field of that name has the focus. */
    void focused(String name) {
        until(driver -> name.equals(driver.switchTo().activeElement().getDomAttribute("name")));
    }

    WebElement active() {
        return driver.switchTo().activeElement();
    }

    List<WebElement> all(By by) {
        return driver.findElements(by);
    }

    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** Runs a script that calls its last argument back when it is done. */
    Object scriptThatCallsBack(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        return driver.executeAsyncScript(script, arguments);
    }

    String path() {
        return URI.create(driver.getCurrentUrl()).getPath();
    }

    /** What the console said of scripts that failed and of content that the policy refused. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(entry -> entry.getMessage())
                .filter(message -> message.contains("Content Security Policy")
                        || message.contains("Content-Security-Policy")
                        || message.contains("Uncaught")
                        || message.contains("Refused to"))
                .toList();
    }

    /** Scripts of pages no longer run, as where an administrator has forbidden them. */
    void withoutScripts() {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    }

    /**
     * Looks at the page as it is on a desk and on a telephone: keeps both as images in {@code target/screenshots}, and
     * notes what sticks out sideways and what barriers it finds.
     */
    void inspect(String name) throws IOException {
        for (int width : new int[] {1440, 390}) {
            resize(width, 900);
            var out =
                    (Long) script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (out > 0) {
                findings.add(name + ": " + out + " pixels stick out of " + width);
            }
            int height = ((Number) script("return document.documentElement.scrollHeight")).intValue();
            resize(width, Math.min(6000, Math.max(600, height)));
            Files.createDirectories(SCREENSHOTS);
            Files.copy(
                    driver.getScreenshotAs(OutputType.FILE).toPath(),
                    SCREENSHOTS.resolve(name + "-" + width + ".png"),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        barriers().forEach(barrier -> findings.add(name + ": " + barrier));
    }

    /** Does something while the page is as it comes out on paper. */
    void onPaper(Runnable look) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", "print"));
        look.run();
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("media", ""));
    }

    /** Keeps the page as a PDF in {@code target/screenshots}; returns how many sheets it takes. */
    int print(String name) throws IOException {
        var printed = driver.executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true));
        var pdf = Base64.getDecoder().decode((String) printed.get("data"));
        Files.createDirectories(SCREENSHOTS);
        Files.write(SCREENSHOTS.resolve(name + ".pdf"), pdf);
        return new String(pdf, StandardCharsets.ISO_8859_1).split("/Type /Page\\b").length - 1;
    }

    /** What a style of the first such element is worth; null where there is no such element. */
    String style(String selector, String property) {
        return (String) script("""
                const found = document.querySelector(arguments[0]);
                return found && getComputedStyle(found)[arguments[1]];
                """, selector, property);
    }

    /** What was found wrong with the pages that were inspected. */
    List<String> findings() {
        return findings;
    }

    private void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** What keeps people who use a keyboard or a screen reader out, as far as a program can tell. */
    private List<?> barriers() throws IOException {
        if (!Boolean.TRUE.equals(script("return !!window.axe"))) {
            try (var axe = Browser.class.getResourceAsStream("/axe.min.js")) {
                script(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return (List<?>) driver.executeAsyncScript("""
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

    @Override
    public void close() throws IOException {
        driver.quit();
        Files.walkFileTree(profile, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, IOException failed) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
