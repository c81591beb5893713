package io.shuangsuiji.browser;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
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

    /** How often it is asked whether what is waited for is there. */
    private static final Duration LOOK = Duration.ofMillis(50);

    private static final Deque<Browser> IDLE = new ArrayDeque<>();
    /** All that run; what a test that failed has not closed ends with the tests. */
    private static final Set<Browser> STARTED = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> STARTED.forEach(Browser::end)));
    }

    private final Path profile;
    private final ChromeDriver driver;
    private final List<String> findings = new ArrayList<>();
    private URI root;
    private int clicks;

    private Browser() throws IOException {
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
        STARTED.add(this);
    }

    /** As somebody begins who was never here: nothing is kept of what others did, no cookie, no page, no answer. */
    private void begin(URI at) {
        root = at;
        clicks = 0;
        findings.clear();
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

    /** A browser of one's own; it takes seconds to start, and so goes on to the next who asks when it is closed. */
    static synchronized Browser open(URI root) throws IOException {
        var browser = IDLE.isEmpty() ? new Browser() : IDLE.pop();
        browser.begin(root);
        return browser;
    }

    /** Ends all that nobody uses. */
    static synchronized void quit() {
        while (!IDLE.isEmpty()) {
            IDLE.pop().end();
        }
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
        return new WebDriverWait(driver, PATIENCE, LOOK)
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
            actions().scrollToElement(element).perform();
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
        actions().sendKeys(flat(keys)).perform();
    }

    /** Types in the place of all that the field holds. */
    void retype(CharSequence... keys) {
        actions().keyDown(Keys.CONTROL).sendKeys("a").keyUp(Keys.CONTROL).perform();
        type(keys);
    }

    /** What the mouse and the keyboard do, without the quarter of a second that the driver takes for each move. */
    private Actions actions() {
        return new Actions(driver, Duration.ofMillis(5));
    }

    /** Presses a key while others are held. */
    void chord(CharSequence key, Keys... held) {
        var actions = actions();
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
        actions().scrollToElement(element).doubleClick(element).perform();
    }

    /** Draws with the mouse from one element to another. */
    void drag(By from, By to) {
        actions()
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
                field.dispatchEvent(new Event('change', { bubbles: true }));\
                """, day.toString());
    }

    /** Something that is done on a page. */
    interface Visit {
        void look() throws IOException;
    }

    /** Looks at the tab that has just been opened, closes it, and comes back to the one before. */
    void inNewTab(Visit visit) throws IOException {
        var before = driver.getWindowHandle();
        var opened = until(page -> page.getWindowHandles().stream()
                .filter(each -> !each.equals(before))
                .findFirst()
                .orElse(null));
        driver.switchTo().window(opened);
        visit.look();
        driver.close();
        driver.switchTo().window(before);
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

    /** What a script answers later: it calls its last argument with it. */
    Object later(String script, Object... arguments) {
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        return driver.executeAsyncScript(script, arguments);
    }

    /** Sends no more than so many bytes a second from here on; 0 for as many as there are. */
    void upload(int bytes) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of(
                        "offline",
                        false,
                        "latency",
                        0,
                        "downloadThroughput",
                        -1,
                        "uploadThroughput",
                        bytes == 0 ? -1 : bytes));
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
            var image = driver.executeCdpCommand(
                    "Page.captureScreenshot", Map.of("format", "png", "optimizeForSpeed", true));
            Files.createDirectories(SCREENSHOTS);
            Files.write(
                    SCREENSHOTS.resolve(name + "-" + width + ".png"),
                    Base64.getDecoder().decode((String) image.get("data")));
        }
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        Barriers.of(driver).forEach(barrier -> findings.add(name + ": " + barrier));
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

    @Override
    public void close() {
        var before = driver.getWindowHandles();
        var next = driver.switchTo().newWindow(WindowType.WINDOW).getWindowHandle();
        before.forEach(window -> driver.switchTo().window(window).close());
        driver.switchTo().window(next);
        driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
        driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
        driver.executeCdpCommand(
                "Storage.clearDataForOrigin", Map.of("origin", "http://" + root.getAuthority(), "storageTypes", "all"));
        complaints();
        synchronized (Browser.class) {
            IDLE.push(this);
        }
    }

    private void end() {
        STARTED.remove(this);
        driver.quit();
        try {
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
        } catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }
}
