namespace GridCase.Conformance.Counties;

/// <summary>A county whose clock stands still until a scenario moves it on.</summary>
internal abstract class VirtualCounty(Uri address, FirstAccounts accounts) : RunningCounty(address, accounts)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim turn = new(1, 1);

    public override async Task<DateTimeOffset> Now() => (await Nobody().Read("/api/dev/clock")).Body.GetProperty("now").GetDateTimeOffset();

    public override async Task<T> Until<T>(Func<Task<T?>> look, TimeSpan within)
        where T : class
    {
        for (var waited = TimeSpan.Zero; ; waited += Step)
        {
            if (await look() is { } found) return found;
            if (waited > within) throw new TimeoutException($"It did not come within {within.TotalSeconds:0} s of the county.");
            (await Nobody().Write("/api/dev/clock", new { advanceBy = "PT1S" })).Taken();
        }
    }

    public override async Task<IDisposable> Turn()
    {
        await turn.WaitAsync();
        return new Release(turn);
    }

    private sealed class Release(SemaphoreSlim turn) : IDisposable
    {
        public void Dispose() => turn.Release();
    }
}
