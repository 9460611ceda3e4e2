using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Durable;
using GridCase.Workflows.Lifecycle;

namespace GridCase.Workflows.Care;

/// <summary>Writes a planned file into the register, all of it or nothing.</summary>
public sealed class CareImportDesk(ICareStore care, IWorkflowClient workflows)
{
    /// <summary>False when an entry was changed by others since the file was planned: plan again.</summary>
    public async Task<bool> Take(CareImportPlan plan, string by, DateTimeOffset now, CancellationToken cancellation = default)
    {
        var terms = await care.Terms(cancellation);
        List<CareSave> saves = [];
        foreach (var row in plan.Rows)
        {
            if (row.IsUnchanged) continue;
            var after = row.Known is { } person
                ? CareRules.Changed(person, row.Entry.Tier, row.Entry.GridCode, terms, now)
                : CareRules.Added(IdOf(row.Reference), row.Entry.GridCode, row.Entry.Tier, row.Reference, row.Entry.First, terms, now);
            var deed = new CareDeed(after.Id, after.Version, row.Known is null ? CareDeedKind.Added : CareDeedKind.Changed, now, by) { Due = after.Due, Tier = after.Tier, GridCode = after.GridCode };
            saves.Add(new(after, deed, row.Known is null ? [.. CareFields.Of(row.Entry.Identity)] : [], CareRules.NextRungAt(after, terms)));
        }

        if (saves.Count == 0) return true;
        if (await care.SaveAll(saves, cancellation) != CareSaved.Saved) return false;
        await workflows.Send(Orchestrations.CareRoundsId, Orchestrations.CareChanged, 0, cancellation);
        return true;
    }

    private static string IdOf(string reference) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("care\n" + reference)).AsSpan(0, 16));
}
