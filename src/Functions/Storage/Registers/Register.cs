using GridCase.Functions.Tables;

namespace GridCase.Functions.Storage;

/// <summary>One document of the county as this instance knows it. What this instance saves it knows at once, what another saves at most a second after it is asked to look.</summary>
internal sealed class Register<T>(DocumentShelf shelf, string name, TimeProvider time, Func<Document, T> read) : IRefreshed
    where T : class
{
    /// <summary>How old a look may be that is still good enough.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly Lock showing = new();
    private volatile Known? known;
    private DateTimeOffset? lookedAt;

    /// <summary>The document as known; null before the first save, or the first look.</summary>
    public T? Current => known?.Value;

    /// <inheritdoc/>
    public Task Refresh(CancellationToken cancellation) => Look(Fresh, cancellation);

    /// <summary>The document as it now is. Costs one read unless it has changed.</summary>
    public async Task<T?> Latest(CancellationToken cancellation)
    {
        await Look(TimeSpan.Zero, cancellation).ConfigureAwait(false);
        return Current;
    }

    /// <summary>Saves a version that follows the expected one, rows beside it in the same commit; false when somebody else was first, and nothing was written.</summary>
    public async Task<bool> Save(T value, long expectedVersion, byte[] content, IReadOnlyList<Row> beside, CancellationToken cancellation)
    {
        if (!await shelf.Save(name, expectedVersion, content, beside, cancellation).ConfigureAwait(false)) return false;
        Show(expectedVersion + 1, value);
        return true;
    }

    /// <summary>The version that counts, asked of the table.</summary>
    public Task<long> Version(CancellationToken cancellation) => shelf.Version(name, cancellation);

    private async Task Look(TimeSpan goodEnough, CancellationToken cancellation)
    {
        if (goodEnough > TimeSpan.Zero && time.GetUtcNow() - lookedAt < goodEnough) return;
        await looking.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // Somebody else may have looked while this one waited.
            var now = time.GetUtcNow();
            if (goodEnough > TimeSpan.Zero && now - lookedAt < goodEnough) return;
            var version = await shelf.Version(name, cancellation).ConfigureAwait(false);
            if (version != (known?.Version ?? 0) && await shelf.Load(name, cancellation).ConfigureAwait(false) is { } document) Show(document.Version, read(document));
            lookedAt = now;
        }
        finally
        {
            looking.Release();
        }
    }

    /// <summary>A save and a look may cross; the newer stays.</summary>
    private void Show(long version, T value)
    {
        lock (showing)
            if (version > (known?.Version ?? 0)) known = new(version, value);
    }

    private sealed record Known(long Version, T Value);
}
