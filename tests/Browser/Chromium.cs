namespace GridCase.Browser;

/// <summary>One browser for all stories; each person in a story has windows and cookies of their own.</summary>
public sealed class Chromium : IAsyncLifetime
{
    public const string Shared = "chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    internal IBrowser Browser => browser ?? throw new InvalidOperationException(Surroundings.Missing);

    public async Task InitializeAsync()
    {
        if (Surroundings.Missing is not null) return;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(20_000);
        // No namespaces in a container; what is opened is this host's own.
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Surroundings.Chromium, Args = ["--no-sandbox"] });
    }

    public async Task DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

[CollectionDefinition(Chromium.Shared)]
public sealed class ChromiumCollection : ICollectionFixture<Chromium>;
