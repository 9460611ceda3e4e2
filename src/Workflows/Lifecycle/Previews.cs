using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Deadlines.Preview;
using GridCase.Workflows.Deadlines.Versions;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Begins and cancels previews.</summary>
public sealed class Previews(IPreviewStore store, IPolicySource policies, IDirectorySource directory, IWorkflowClient workflows)
{
    /// <summary>So many may run at once.</summary>
    public const int AtOnce = 3;

    /// <summary>So many are kept.</summary>
    public const int Kept = 50;

    /// <summary>The past that a preview begun with a confirmation looks at.</summary>
    private static readonly TimeSpan UsualPast = TimeSpan.FromDays(90);

    /// <summary>Begins a preview as of now; null when too many run.</summary>
    /// <exception cref="RuleDocumentException">The document cannot be used; each fault says where and what to do.</exception>
    public Task<Preview?> Start(PreviewOrder order, string by, DateTimeOffset now, CancellationToken cancellation = default) =>
        Begin(order, PreviewRules.NextChange(policies.Current, now), null, by, now, now, cancellation);

    /// <summary>
    /// Begins the preview that belongs to a confirmed change, as of the instant from which it is in force (or now, when that lies ahead): its counts are
    /// those that the rollout then has. Null when too many run; the change does not wait for it.
    /// </summary>
    public Task<Preview?> StartFor(RuleChange change, RuleVersion version, string by, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var at = change.At < now ? change.At : now;
        var order = new PreviewOrder(change.Sort, version.Document, version.Version, null, change.Treatment, at - UsualPast, at, PreviewScope.Everything, change.Undoes);
        return Begin(order, change.Number, change.Number, by, at, now, cancellation);
    }

    /// <summary>Stops a preview within a page of it and removes what it had; one that has ended stays as it is. Null when there is none.</summary>
    public async Task<Preview?> Cancel(int id, DateTimeOffset now, CancellationToken cancellation = default)
    {
        while (await store.Find(id, cancellation) is { } preview)
        {
            if (!preview.IsRunning) return preview;
            var cancelled = preview with { State = PreviewState.Cancelled, EndedAt = now, Revision = preview.Revision + 1 };
            if (await store.Save(cancelled, cancellation)) return cancelled;
        }

        return null;
    }

    private async Task<Preview?> Begin(
        PreviewOrder order, int change, int? ofChange, string by, DateTimeOffset at, DateTimeOffset now, CancellationToken cancellation)
    {
        var question = new PreviewQuestion(order.Sort, order.Document, change, at, order.Treatment, order.From, order.To, order.Scope, order.Undoes);
        // What cannot be read is refused here and not half-way.
        PreviewRules.Of(question, policies.Current, directory.Current);
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(order.Document)));
        var asked = new Preview(0, question, order.Version, order.DraftRevision, hash, by, now, PreviewState.Running, 1) { OfChange = ofChange };
        if (await store.Begin(asked, AtOnce, Kept, cancellation) is not { } begun) return null;
        await workflows.Start(Orchestrations.ImpactPreview, Orchestrations.PreviewOf(begun.Id), new PreviewCursor(begun.Id, 0, null), cancellation);
        return begun;
    }
}

/// <summary>What is to be previewed.</summary>
/// <param name="Version">The name of the draft or version, for those who read the result.</param>
/// <param name="DraftRevision">Which state of the draft; null for a version, or a document that is no draft.</param>
public sealed record PreviewOrder(
    RuleSort Sort,
    string Document,
    string Version,
    int? DraftRevision,
    OpenCases Treatment,
    DateTimeOffset From,
    DateTimeOffset To,
    PreviewScope Scope,
    int? Undoes = null);
