namespace GridCase.Workflows.Directory.Import;

/// <summary>
/// Builds the towns and villages of a county from the state's list of division codes (统计用区划代码), given as towns or as villages with their towns. A county that
/// has none yet takes the code of the list: that is how an empty one is founded.
/// </summary>
internal static class DivisionRows
{
    private const int CountyDigits = 6;
    private const int TownDigits = 9;
    private const int VillageDigits = 12;

    public static void Read(List<RowReader> rows, ImportDraft draft, FaultList faults, string? county)
    {
        if (rows.Count == 0) return;
        if (!rows[0].Has("town_code12") && !(rows[0].Has("code12") && rows[0].Has("name")))
        {
            faults.Add(1, null, null, "the file is neither a list of towns nor one of villages", "Towns have the columns county_code, town_code, town_code12 and town_name; villages county_code, town_code, town_name, code12 and name.");
            return;
        }

        if (Target(rows, draft, faults, county) is not { } target) return;
        foreach (var row in rows)
        {
            if (row.Cell("county_code") != target)
            {
                draft.PassedOver++;
                continue;
            }

            var town = Town(row, target, draft);
            if (row.Has("code12") && town is not null) Village(row, town, draft);
        }

        if (draft.PassedOver == rows.Count) faults.Add(null, "county_code", target, "no row is of this county", "Name another county, or take another file.");
    }

    /// <summary>The county that is meant, founded if there is none yet.</summary>
    private static string? Target(List<RowReader> rows, ImportDraft draft, FaultList faults, string? county)
    {
        var isEmpty = draft.Grids.Count == 0 && draft.Units.Values.All(unit => unit.Kind is UnitKind.Centre or UnitKind.Department);
        var named = rows.Select(row => row.Cell("county_code") ?? "").Distinct().ToList();
        var target = county ?? (!isEmpty || named.Contains(draft.Code) ? draft.Code : named is [var only] ? only : null);
        if (target is null)
            faults.Add(null, "county_code", null, $"the file has {named.Count} counties", "Say which is meant with county= and its 6 digits.");
        else if (target.Length != CountyDigits || !target.All(char.IsAsciiDigit))
            faults.Add(null, "county_code", target, "a county's code has 6 digits", "Correct it.");
        else if (target != draft.Code && !isEmpty)
            faults.Add(null, "county_code", target, $"this is the county {draft.Code}, and it has towns or grids already", "Take the file of this county.");
        else
        {
            if (target != draft.Code) Found(draft, target);
            if (rows.Find(row => row.Cell("county_code") == target)?.Cell("county_name") is { } name) draft.Name = name;
            return target;
        }

        return null;
    }

    /// <summary>The county takes its real code, wherever the stand-in stood.</summary>
    private static void Found(ImportDraft draft, string code)
    {
        var old = draft.Code;
        draft.Code = code;
        foreach (var unit in draft.Units.Values.ToList())
        {
            draft.Units.Remove(unit.Code);
            draft.Units[Now(unit.Code)!] = unit with { Code = Now(unit.Code)!, ParentCode = Now(unit.ParentCode) };
        }

        foreach (var post in draft.Posts.Values.Where(post => post.UnitCode is not null).ToList())
        {
            draft.Posts.Remove(post.Code);
            var moved = post with { Code = Post.CodeOf(post.Code[..post.Code.IndexOf('@', StringComparison.Ordinal)], Now(post.UnitCode)!), UnitCode = Now(post.UnitCode) };
            draft.Posts[moved.Code] = moved;
        }

        foreach (var person in draft.People.Values.ToList())
            draft.People[person.Id] = person with { UnitCode = Now(person.UnitCode), Scope = person.Scope == old ? code : Now(person.Scope)! };

        string? Now(string? place) => place is not null && place.StartsWith(old + "-", StringComparison.Ordinal) ? code + place[old.Length..] : place;
    }

    private static Unit? Town(RowReader row, string county, ImportDraft draft)
    {
        var (code, name) = (row.Required("town_code"), row.Required("town_name"));
        if (code.Length != TownDigits || !code.All(char.IsAsciiDigit) || !code.StartsWith(county, StringComparison.Ordinal))
        {
            row.Fault("town_code", code, $"a town's code has 9 digits that begin with {county}", "Correct it.");
            return null;
        }

        var whole = code + "000";
        if (row.Has("town_code12") && row.Cell("town_code12") != whole) row.Fault("town_code12", row.Cell("town_code12"), $"it is not {whole}", "Correct it, or the column town_code.");
        if (!row.IsSound) return null;
        var old = draft.Units.GetValueOrDefault(whole);
        var town = old is null ? new(whole, name, UnitKind.Town, UnitTier.Town, draft.Centre.Code, whole) : old.Name == name ? old : old with { Name = name };
        draft.Units[whole] = town;
        var isNew = draft.Named("unit " + whole, row.Number);
        if (!isNew && !row.Has("code12")) row.Fault("town_code", code, $"the town stands in row {draft.RowOf("unit " + whole)} already", "Keep one of the two rows.");
        return town;
    }

    private static void Village(RowReader row, Unit town, ImportDraft draft)
    {
        var (code, name) = (row.Required("code12"), row.Required("name"));
        if (code.Length != VillageDigits || !code.All(char.IsAsciiDigit) || !code.StartsWith(town.Code[..TownDigits], StringComparison.Ordinal) || code.EndsWith("000", StringComparison.Ordinal))
            row.Fault("code12", code, $"a village's code has 12 digits that begin with its town's {town.Code[..TownDigits]}", "Correct it, or the column town_code.");
        else if (!draft.Named("unit " + code, row.Number))
            row.Fault("code12", code, $"the village stands in row {draft.RowOf("unit " + code)} already", "Keep one of the two rows.");
        if (!row.IsSound) return;
        // A village that is supervised in an area of its town stays there.
        draft.Units[code] = draft.Units.GetValueOrDefault(code) is { } old ? old.Name == name ? old : old with { Name = name } : new(code, name, UnitKind.Village, UnitTier.Village, town.Code, code);
    }
}
