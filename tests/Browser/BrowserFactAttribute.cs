namespace GridCase.Browser;

/// <summary>A story told in a real browser; skipped, saying why, where Chromium is not found or the pages were not built.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Surroundings.Missing;
}

/// <summary>The same for each row of data.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Surroundings.Missing;
}
