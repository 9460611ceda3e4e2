using System.Collections.Immutable;
using GridCase.Workflows.Deadlines.Preview;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Where previews are kept while they are computed, and some time after. Nothing of a case is ever written here but its code and lights.</summary>
public interface IPreviewStore
{
    /// <summary>Keeps a new preview under the next id and forgets the oldest that have ended beyond the newest <paramref name="kept"/>; null when <paramref name="atOnce"/> run already.</summary>
    Task<Preview?> Begin(Preview preview, int atOnce, int kept, CancellationToken cancellation = default);

    /// <summary>The preview with its document and how far it is.</summary>
    Task<Preview?> Find(int id, CancellationToken cancellation = default);

    /// <summary>The last preview that was begun with this rule change.</summary>
    Task<Preview?> FindOfChange(int change, CancellationToken cancellation = default);

    /// <summary>Writes a preview if it is still at the revision before. One that has ended keeps no parts; its list of colours stays only if it is done. False when somebody else was first.</summary>
    Task<bool> Save(Preview preview, CancellationToken cancellation = default);

    /// <summary>Keeps the result of one page; a repeat changes nothing. False when the preview no longer runs: then nothing is kept.</summary>
    Task<bool> Keep(int id, PreviewPart part, CancellationToken cancellation = default);

    /// <summary>What the pages gave, those done so far, in order.</summary>
    Task<IReadOnlyList<Impact>> Parts(int id, CancellationToken cancellation = default);

    /// <summary>Cases that would change colour, in the order of registration, after a place; at most <paramref name="limit"/> (1 to 200).</summary>
    Task<ColourPage> Colours(int id, long after, int limit, CancellationToken cancellation = default);

    /// <summary>The latest first, without their documents; at most <paramref name="limit"/> (1 to 200) before that id.</summary>
    Task<ImmutableArray<Preview>> List(int? beforeId, int limit, CancellationToken cancellation = default);

    /// <summary>Those that run, for the watchdog.</summary>
    Task<ImmutableArray<Preview>> Running(CancellationToken cancellation = default);
}
