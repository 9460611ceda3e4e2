using System.Globalization;
using GridCase.Api.Cases;
using GridCase.Api.Hosting;
using GridCase.Api.Requests;
using GridCase.Api.SignIn;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Directory;

namespace GridCase.Api.Administration;

public sealed record UnitLine(string Code, string Name, UnitKind Kind, UnitTier Tier, string? Parent, string? AreaCode);

/// <param name="Staff">Who works there beside the worker (1+N).</param>
public sealed record GridLine(string Code, string Name, string Village, string? VillageName, string? WorkerId, GridKind Kind, IReadOnlyList<GridStaff> Staff);

public sealed record CategoryLine(string Code, string Name, string? Parent, Grade? DefaultGrade, bool SatisfactionExempt);

/// <param name="Email">The work address; shown to administrators and to the person only, as is <paramref name="WeComId"/>.</param>
public sealed record PersonLine(string PersonId, string Name, string? Unit, IReadOnlyList<Role> Roles, IReadOnlyList<string> Grids, string? Email, string? WeComId);

/// <summary>The directory as a console or a grid app needs it: to read. What changes it is in the folder Counties.</summary>
internal static class DirectoryEndpoints
{
    private static readonly Role[] Overseeing = [Role.Dispatcher, Role.Supervisor, Role.Leader, Role.Administrator, Role.Auditor];

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/api/directory/units", (HttpContext http, string? after, string? limit) => Page(http.Caller().Directory.Units, Line, after, limit)).Everyone().Paged()
            .Summary("Units", "Every unit that can hold a case.").Gives<Page<UnitLine>>();
        routes.MapGet("/api/directory/grids", (HttpContext http, string? after, string? limit) => Page(GridsFor(http.Caller()), grid => Line(grid, http.Caller().Directory), after, limit)).Everyone().Paged()
            .Summary("Grids", "The grids within scope.").Gives<Page<GridLine>>();
        routes.MapGet("/api/directory/categories", (HttpContext http, string? after, string? limit) => Page(http.Caller().Directory.Categories, Line, after, limit)).Everyone().Paged()
            .Summary("Categories", "What cases are about (事项分类).").Gives<Page<CategoryLine>>();
        routes.MapGet("/api/directory/people", (HttpContext http, string? after, string? limit) => Page(PeopleFor(http.Caller()), person => Line(person, http.Caller()), after, limit)).Everyone().Paged()
            .Summary("People", "Colleagues: of the county for those who oversee, else of the own unit.").Gives<Page<PersonLine>>();
    }

    private static List<Grid> GridsFor(Caller caller) => [.. caller.Directory.Grids.Where(grid => caller.Has(Role.Hotline) || caller.Sight.CoversGrid(grid.Code, caller.Directory))];

    private static List<Person> PeopleFor(Caller caller) =>
        [.. caller.Directory.People.Where(person => person.Id == caller.Id || caller.HasAny(Overseeing) || (person.UnitCode is not null && person.UnitCode == caller.Person.UnitCode))];

    private static UnitLine Line(Unit unit) => new(unit.Code, unit.Name, unit.Kind, unit.Tier, unit.ParentCode, unit.AreaCode);

    private static GridLine Line(Grid grid, CountyDirectory directory) => new(grid.Code, grid.Name, grid.VillageUnit, CaseViews.UnitName(grid.VillageUnit, directory), grid.WorkerId, grid.Kind, grid.Staff);

    private static CategoryLine Line(Category category) => new(category.Code, category.Name, category.ParentCode, category.DefaultGrade, category.SatisfactionExempt);

    private static PersonLine Line(Person person, Caller caller)
    {
        var shown = person.Id == caller.Id || caller.Has(Role.Administrator) ? person : person.WithoutContacts();
        return new(shown.Id, shown.DisplayName, shown.UnitCode, shown.Roles, shown.Grids, shown.Email, shown.WeComId);
    }

    /// <summary>One page of a list that is all in memory.</summary>
    public static IResult Page<TIn, TOut>(IReadOnlyList<TIn> all, Func<TIn, TOut> line, string? after, string? limit)
    {
        var from = after is null ? 0 : int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var place) ? place : throw CaseFilter.BadCursor();
        var most = Asked.Limit(limit);
        var next = (long)from + most < all.Count ? (from + most).ToString(CultureInfo.InvariantCulture) : null;
        return Answer.Ok(new Page<TOut>([.. all.Skip(from).Take(most).Select(line)], next));
    }
}
