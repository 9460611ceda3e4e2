using System.Collections.Immutable;

namespace GridCase.Workflows.Directory.Import;

/// <summary>Turns a row into an entry of the directory.</summary>
internal static class EntryRows
{
    private const int TownDigits = 12;
    private const int GridDigits = 15;

    /// <summary>Takes the row; gives the entry that it says, as findings name it, or null when it names none.</summary>
    public static string? Read(ImportWhat what, RowReader row, ImportDraft draft) => what switch
    {
        ImportWhat.Units => Unit(row, draft),
        ImportWhat.Grids => Grid(row, draft),
        ImportWhat.Posts => Post(row, draft),
        ImportWhat.People => Person(row, draft),
        ImportWhat.Absences => Absence(row, draft),
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "Divisions are read as a whole."),
    };

    private static string? Unit(RowReader row, ImportDraft draft)
    {
        if (row.Required("code") is not { Length: > 0 } code) return null;
        var old = draft.Units.GetValueOrDefault(code);
        var name = row.Required("name", old?.Name);
        if (old is null) row.Required("kind");
        var kind = row.Word("kind", old?.Kind ?? UnitKind.Department, ImportWords.UnitKinds);
        var tier = row.Word("tier", old?.Kind == kind ? old.Tier : UsualTier(kind), ImportWords.Tiers);
        // By custom the code of a town or village is its division code.
        var usual = kind is UnitKind.Town or UnitKind.Village && code.Length == TownDigits ? code : null;
        var area = row.Has("areaCode") ? row.Cell("areaCode") ?? usual : old?.AreaCode ?? usual;
        if (row.IsSound) draft.Units[code] = Same(old, new(code, name, kind, tier, row.Keep("parent", old?.ParentCode), area));
        return "unit " + code;
    }

    private static string? Grid(RowReader row, ImportDraft draft)
    {
        if (row.Required("code") is not { Length: > 0 } code) return null;
        var old = draft.Grids.GetValueOrDefault(code);
        var name = row.Required("name", old?.Name);
        var kind = row.Word("kind", old?.Kind ?? GridKind.Basic, ImportWords.GridKinds);
        // A grid's code begins with its village's, so the village need not be named.
        var usual = old?.VillageUnit ?? (code.Length == GridDigits ? draft.Units.Values.FirstOrDefault(unit => unit.Kind == UnitKind.Village && unit.AreaCode == code[..TownDigits])?.Code : null);
        var village = row.Cell("village") ?? usual;
        if (village is null) row.Fault("village", null, "no village has the code that the grid's begins with", "Import the villages first, or name the village.");
        var worker = row.Keep("worker", old?.WorkerId);
        var staff = row.Has("staff") ? Staff(row) : old?.Staff ?? [];
        if (!row.IsSound) return "grid " + code;
        draft.Grids[code] = Same(old, new(code, name, village!, worker, kind) { Staff = old is not null && old.Staff.SequenceEqual(staff) ? old.Staff : staff });
        // Whoever is named as the worker works there: the other list says so too.
        if (worker is not null && draft.People.TryGetValue(worker, out var person) && person.Roles.Contains(Role.GridWorker) && !person.Grids.Contains(code))
            draft.People[worker] = person with { Grids = person.Grids.Add(code) };
        return "grid " + code;
    }

    /// <summary>Persons with their part: <c>p-1:part-time;p-2:志愿者</c>.</summary>
    private static ImmutableArray<GridStaff> Staff(RowReader row)
    {
        var staff = ImmutableArray.CreateBuilder<GridStaff>();
        foreach (var entry in row.List("staff", []))
        {
            var parts = entry.Split([':', '：']);
            if (parts.Length == 2 && ImportWords.StaffKinds.Find(parts[1]) is { } kind) staff.Add(new(parts[0], kind));
            else row.Fault("staff", entry, "it is no person, colon and part", $"Write id:part, separated by semicolons; the parts are {ImportWords.StaffKinds.Shown}.");
        }

        return staff.DrainToImmutable();
    }

    private static string? Post(RowReader row, ImportDraft draft)
    {
        if (row.Required("code") is not { Length: > 0 } code) return null;
        var old = draft.Posts.GetValueOrDefault(code);
        var title = row.Required("title", old?.Title);
        var place = code[(code.IndexOf('@', StringComparison.Ordinal) + 1)..];
        var usual = old is not null ? old.UnitCode : draft.Grids.ContainsKey(place) ? null : place;
        if (row.IsSound) draft.Posts[code] = Same(old, new(code, title, row.Cell("unit") ?? usual, row.Keep("person", old?.PersonId), row.Keep("deputy", old?.DeputyId)));
        return "post " + code;
    }

    private static string? Person(RowReader row, ImportDraft draft)
    {
        if (row.Required("id") is not { Length: > 0 } id) return null;
        var old = draft.People.GetValueOrDefault(id);
        var name = row.Required("name", old?.DisplayName);
        var roles = row.Has("roles") ? Roles(row) : old?.Roles ?? [];
        if (roles.IsEmpty && row.IsSound) row.Fault("roles", null, "nobody is without a role", $"Write one or more of {ImportWords.Roles.Shown}, separated by semicolons.");
        var grids = row.List("grids", old?.Grids ?? []);
        var scope = row.Required("scope", old?.Scope);
        if (!row.IsSound) return "person " + id;
        draft.People[id] = SamePerson(old, new(id, name, row.Keep("unit", old?.UnitCode), roles, grids, scope) { Email = row.Keep("email", old?.Email), WeComId = row.Keep("weComId", old?.WeComId) });
        return "person " + id;
    }

    private static ImmutableArray<Role> Roles(RowReader row)
    {
        var roles = ImmutableArray.CreateBuilder<Role>();
        foreach (var word in row.List("roles", []))
        {
            if (ImportWords.Roles.Find(word) is { } role) roles.Add(role);
            else row.Fault("roles", word, "there is no such role", $"The roles are {ImportWords.Roles.Shown}.");
        }

        return roles.DrainToImmutable();
    }

    private static string? Absence(RowReader row, ImportDraft draft)
    {
        var absence = new Absence(row.Required("person"), row.Instant("from", false), row.Instant("to", true));
        if (!row.IsSound) return null;
        var key = AbsenceKey.Of(absence);
        draft.Absences[key] = Same(draft.Absences.GetValueOrDefault(key), absence);
        return "absence " + key;
    }

    private static UnitTier UsualTier(UnitKind kind) => kind switch
    {
        UnitKind.Village => UnitTier.Village,
        UnitKind.Town or UnitKind.Area => UnitTier.Town,
        _ => UnitTier.County,
    };

    /// <summary>The old object where nothing differs, so that comparing is quick.</summary>
    private static T Same<T>(T? old, T now)
        where T : class => now.Equals(old) ? old! : now;

    private static Person SamePerson(Person? old, Person now) =>
        old is not null && old.Roles.SequenceEqual(now.Roles) && old.Grids.SequenceEqual(now.Grids) && (now with { Roles = old.Roles, Grids = old.Grids }).Equals(old) ? old : now;
}
