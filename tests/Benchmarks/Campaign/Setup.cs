namespace GridCase.Benchmarks;

/// <summary>What a campaign was asked for.</summary>
/// <param name="Data">Keeps the stored cases between runs.</param>
/// <param name="Sizes">How many closed cases lie stored where growth is measured.</param>
/// <param name="Stored">Closed cases that lie stored in the other rows.</param>
/// <param name="Open">Open cases in the rows about open cases.</param>
/// <param name="Time">How long each figure is measured.</param>
/// <param name="Repeats">How often each figure is taken, after a warm-up.</param>
/// <param name="Orders">The order file from which dispatch proposals learn.</param>
/// <param name="Say">Tells whoever waits what is being done.</param>
internal sealed record Setup(string Data, IReadOnlyList<int> Sizes, int Stored, int Open, TimeSpan Time, int Repeats, string Orders, Action<string> Say);
