using System.Collections.Immutable;
using GridCase.Workflows.Cases;

namespace GridCase.Workflows.Directory;

/// <summary>What an edit makes of a county, or why it cannot be made.</summary>
public sealed record CountyEdited(County? County, Refusal? Refusal)
{
    public static CountyEdited To(County county) => new(county, null);

    public static CountyEdited NoSuch(string entry) => new(null, new(RefusalKind.NotFound, "unknown-entry", $"The directory has no {entry}."));
}

/// <summary>
/// Changes to one entry of a county. Pure; whether the result contradicts itself is found by <see cref="CountyCheck"/>, and what open cases say to it by
/// <see cref="OpenCaseGuard"/>. Putting an entry that stands as it is changes nothing.
/// </summary>
public static class CountyEdit
{
    /// <summary>Adds the entry, or puts it in the place of the one with its key.</summary>
    public static County Put(County county, Unit unit) => county with { Units = Put(county.Units, unit, entry => entry.Code) };

    /// <inheritdoc cref="Put(County, Unit)"/>
    public static County Put(County county, Grid grid) => county with { Grids = Put(county.Grids, grid, entry => entry.Code) };

    /// <inheritdoc cref="Put(County, Unit)"/>
    public static County Put(County county, Post post) => county with { Posts = Put(county.Posts, post, entry => entry.Code) };

    /// <inheritdoc cref="Put(County, Unit)"/>
    public static County Put(County county, Person person) => county with { People = Put(county.People, person, entry => entry.Id) };

    /// <inheritdoc cref="Put(County, Unit)"/>
    public static County Put(County county, Absence absence) => county with { Absences = Put(county.Absences, absence, AbsenceKey.Of) };

    /// <inheritdoc cref="Put(County, Unit)"/>
    public static County Put(County county, Category category) => county with { Categories = Put(county.Categories, category, entry => entry.Code) };

    /// <summary>Removes a unit with its posts. What still refers to it, grids, people, units below, is found by the check and named.</summary>
    public static CountyEdited DeleteUnit(County county, string code) => county.Units.All(unit => unit.Code != code)
        ? CountyEdited.NoSuch("unit " + code)
        : CountyEdited.To(county with
        {
            Units = Without(county.Units, unit => unit.Code == code),
            Posts = Without(county.Posts, post => post.UnitCode == code),
        });

    /// <summary>Removes a grid with the post that names its worker's deputy; it leaves the lists of those who worked in it.</summary>
    public static CountyEdited DeleteGrid(County county, string code) => county.Grids.All(grid => grid.Code != code)
        ? CountyEdited.NoSuch("grid " + code)
        : CountyEdited.To(county with
        {
            Grids = Without(county.Grids, grid => grid.Code == code),
            Posts = Without(county.Posts, post => post.UnitCode is null && post.Code.EndsWith("@" + code, StringComparison.Ordinal)),
            People = Each(county.People, person => person.Grids.Contains(code), person => person with { Grids = person.Grids.Remove(code) }),
        });

    /// <summary>Removes a post. A rung that waits for it reaches the next in the chain when it fires: audiences are resolved at that moment.</summary>
    public static CountyEdited DeletePost(County county, string code) => county.Posts.All(post => post.Code != code)
        ? CountyEdited.NoSuch("post " + code)
        : CountyEdited.To(county with { Posts = Without(county.Posts, post => post.Code == code) });

    /// <summary>Removes a person with their absences. Their posts become vacant, their grids have no worker until somebody is named.</summary>
    public static CountyEdited DeletePerson(County county, string id) => county.People.All(person => person.Id != id)
        ? CountyEdited.NoSuch("person " + id)
        : CountyEdited.To(county with
        {
            People = Without(county.People, person => person.Id == id),
            Absences = Without(county.Absences, absence => absence.PersonId == id),
            Posts = Each(
                county.Posts,
                post => post.PersonId == id || post.DeputyId == id,
                post => post with { PersonId = post.PersonId == id ? null : post.PersonId, DeputyId = post.DeputyId == id ? null : post.DeputyId }),
            Grids = Each(
                county.Grids,
                grid => grid.WorkerId == id || grid.Staff.Any(staff => staff.PersonId == id),
                grid => grid with { WorkerId = grid.WorkerId == id ? null : grid.WorkerId, Staff = grid.Staff.RemoveAll(staff => staff.PersonId == id) }),
        });

    /// <summary>Removes an absence by its key; see <see cref="AbsenceKey"/>.</summary>
    public static CountyEdited DeleteAbsence(County county, string key) => county.Absences.All(absence => AbsenceKey.Of(absence) != key)
        ? CountyEdited.NoSuch("absence " + key)
        : CountyEdited.To(county with { Absences = Without(county.Absences, absence => AbsenceKey.Of(absence) == key) });

    /// <summary>Removes a category. Cases that bear it keep it by name.</summary>
    public static CountyEdited DeleteCategory(County county, string code) => county.Categories.All(category => category.Code != code)
        ? CountyEdited.NoSuch("category " + code)
        : CountyEdited.To(county with { Categories = Without(county.Categories, category => category.Code == code) });

    private static ImmutableArray<T> Put<T>(ImmutableArray<T> entries, T entry, Func<T, string> key)
        where T : class
    {
        for (var index = 0; index < entries.Length; index++)
            if (key(entries[index]) == key(entry))
                return entries.SetItem(index, entry);
        return entries.Add(entry);
    }

    private static ImmutableArray<T> Without<T>(ImmutableArray<T> entries, Predicate<T> which) => entries.RemoveAll(which);

    private static ImmutableArray<T> Each<T>(ImmutableArray<T> entries, Func<T, bool> which, Func<T, T> change) =>
        entries.Any(which) ? [.. entries.Select(entry => which(entry) ? change(entry) : entry)] : entries;
}
