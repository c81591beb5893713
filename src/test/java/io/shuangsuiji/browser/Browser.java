package io.shuangsuiji.browser;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
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
                .until(condition);
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
        click(By.xpath("//main//*[self::a or self::button][normalize-space()='" + text + "']"));
    }

    int clicks() {
        return clicks;
    }

    /** Types on the keyboard, wherever the focus is. */
    void type(CharSequence... keys) {
        new Actions(driver).sendKeys(flat(keys)).perform();
    }

    private static CharSequence flat(CharSequence... keys) {
        return String.join("", List.of(keys));
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

    /** Keeps the whole page as an image in {@code target/screenshots}. */
    void photograph(String name) throws IOException {
        var before = driver.manage().window().getSize();
        var height = ((Number) script("return document.documentElement.scrollHeight")).intValue();
        driver.manage().window().setSize(new Dimension(before.getWidth(), Math.min(6000, Math.max(600, height + 150))));
        Files.createDirectories(SCREENSHOTS);
        Files.copy(
                driver.getScreenshotAs(OutputType.FILE).toPath(),
                SCREENSHOTS.resolve(name + ".png"),
                StandardCopyOption.REPLACE_EXISTING);
        driver.manage().window().setSize(before);
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
