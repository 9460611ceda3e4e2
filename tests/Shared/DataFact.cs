namespace GridCase.Tests.Shared;

/// <summary>A test over the real data beside the repository; skipped, saying so, where that folder is absent.</summary>
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute() => Skip = RealData.Missing;
}

/// <summary>A theory over the real data beside the repository; skipped, saying so, where that folder is absent.</summary>
public sealed class DataTheoryAttribute : TheoryAttribute
{
    public DataTheoryAttribute() => Skip = RealData.Missing;
}
