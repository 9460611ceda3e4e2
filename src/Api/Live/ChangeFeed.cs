using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using GridCase.Workflows.Cases;

namespace GridCase.Api.Live;

/// <summary>Hands changes to whoever is watching. Each watcher has a bounded queue; one that is too slow loses the oldest.</summary>
public sealed class ChangeFeed : IChangeFeed
{
    private const int QueueLength = 256;
    private readonly ConcurrentDictionary<Channel<CaseFile>, byte> watchers = new();

    /// <summary>How many are watching.</summary>
    public int Watchers => watchers.Count;

    /// <inheritdoc/>
    public void Publish(CaseFile file)
    {
        foreach (var watcher in watchers.Keys) watcher.Writer.TryWrite(file);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<CaseFile> Watch([EnumeratorCancellation] CancellationToken cancellation)
    {
        using var watch = Open();
        await foreach (var file in watch.Changes.ReadAllAsync(cancellation)) yield return file;
    }

    /// <summary>Begins to listen at once, so that nothing between this call and the first read is missed.</summary>
    internal Subscription Open()
    {
        var channel = System.Threading.Channels.Channel.CreateBounded<CaseFile>(new BoundedChannelOptions(QueueLength) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true });
        watchers[channel] = 0;
        return new(channel.Reader, () => watchers.TryRemove(channel, out _));
    }

    internal sealed class Subscription(ChannelReader<CaseFile> changes, Action close) : IDisposable
    {
        public ChannelReader<CaseFile> Changes { get; } = changes;

        public void Dispose() => close();
    }
}
