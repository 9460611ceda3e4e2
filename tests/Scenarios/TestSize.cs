namespace GridCase.Scenarios;

/// <summary>
/// How large the largest tests are: as large as says whether something broke, so that everybody runs them; with <c>GRIDCASE_WHOLE_SIZE=1</c>, as CI does, as large as counties are.
/// </summary>
internal static class TestSize
{
    public static bool IsWhole { get; } = Environment.GetEnvironmentVariable("GRIDCASE_WHOLE_SIZE") == "1";

    public static T Of<T>(T usual, T whole) => IsWhole ? whole : usual;
}
