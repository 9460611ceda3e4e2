using System.Text.Json;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Durable;

namespace GridCase.Workflows.Lifecycle;

/// <summary>Moves grids and villages: changes the directory, then lets the open cases follow. If the host stops in between, its next start or the watchdog goes on.</summary>
public sealed class GridMoveDesk(DirectoryDesk desk, IDirectorySource directory, ICaseStore cases, IWorkflowClient workflows)
{
    private readonly GridMoveWatch watch = new(directory, cases, workflows);

    /// <summary>Moves a grid; see <see cref="CountyMove.OfGrid"/>.</summary>
    public Task<DirectoryAnswer> MoveGrid(string code, string toVillage, string? newCode, DirectoryOrder order, int expectedVersion, CancellationToken cancellation = default) =>
        Move(county => CountyMove.OfGrid(county, code, toVillage, newCode, order.At), order, expectedVersion, cancellation);

    /// <summary>Moves a village; see <see cref="CountyMove.OfVillage"/>.</summary>
    public Task<DirectoryAnswer> MoveVillage(string code, string toParent, string? newCode, DirectoryOrder order, int expectedVersion, CancellationToken cancellation = default) =>
        Move(county => CountyMove.OfVillage(county, code, toParent, newCode, order.At), order, expectedVersion, cancellation);

    /// <summary>How a move stands; null when there was no such move, or none that cases have to follow.</summary>
    public async Task<GridMoveProgress?> Progress(string moveId, CancellationToken cancellation = default)
    {
        var now = directory.Current;
        if (GridMoveWatch.CasesOf(now, moveId) is not { IsEmpty: false }) return null;
        var remaining = await watch.Remaining(now, moveId, cancellation);
        var instance = await workflows.Find(Orchestrations.GridMoveOf(moveId), cancellation);
        var cursor = instance?.Status is { } status ? JsonSerializer.Deserialize<GridMoveCursor>(status, JsonSerializerOptions.Web) : null;
        var state = instance switch
        {
            { State: InstanceState.Parked or InstanceState.Failed } => GridMoveState.Parked,
            { State: InstanceState.Running } => remaining > 0 ? GridMoveState.Running : GridMoveState.Settling,
            // An ended one may have been purged; what counts is whether a case is left.
            _ => remaining > 0 ? GridMoveState.Waiting : GridMoveState.Done,
        };
        return new(moveId, state, cursor?.Moved, remaining, instance?.StartedAt, instance?.EndedAt);
    }

    /// <summary>Starts what a stop of the host kept from being started or finished; returns how many moves that were. The watchdog does the same.</summary>
    public Task<int> Resume(CancellationToken cancellation = default) => watch.Restart(cancellation);

    private async Task<DirectoryAnswer> Move(Func<County, CountyEdited> edit, DirectoryOrder order, int expectedVersion, CancellationToken cancellation)
    {
        var answer = await desk.Change(edit, order, expectedVersion, cancellation: cancellation);
        // Begun is finished, though the caller may have gone.
        if (answer.Saved && MoveIn(answer.County) is { } moveId) await watch.Start(moveId, CancellationToken.None);
        return answer;
    }

    /// <summary>The move that made this version of the county; null where nothing got another code.</summary>
    public static string? MoveIn(County county)
    {
        var id = $"v{county.Version.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
        return county.FormerGrids.Any(former => former.MoveId == id) || county.FormerUnits.Any(former => former.MoveId == id) ? id : null;
    }
}

/// <summary>How the cases of a move have come along.</summary>
/// <param name="Moved">Cases that have followed; null once the orchestration is no longer kept.</param>
/// <param name="Remaining">Open cases that still bear a code which the move gave up.</param>
public sealed record GridMoveProgress(string MoveId, GridMoveState State, int? Moved, int Remaining, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt);

/// <summary>Where a move is.</summary>
public enum GridMoveState
{
    /// <summary>Its orchestration is not running; the watchdog begins it within the hour, the next start of the host at once.</summary>
    Waiting,

    /// <summary>Cases are following.</summary>
    Running,

    /// <summary>Every case has followed; it looks once more for what was begun before.</summary>
    Settling,

    Done,

    /// <summary>Set aside with an error; see the watchdog.</summary>
    Parked,
}
