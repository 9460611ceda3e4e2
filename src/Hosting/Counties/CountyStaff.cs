using System.Globalization;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Counties;

/// <summary>Fills a county that somebody only sketched: for each unit its posts, for each post a person and a deputy, for each grid a worker.</summary>
internal sealed class CountyStaff(string county)
{
    private readonly List<Post> _posts = [];
    private readonly List<Person> _people = [];

    public IReadOnlyList<Post> Posts => _posts;

    public IReadOnlyList<Person> People => _people;

    /// <summary>One more person, with the next number for an id and the next invented name.</summary>
    public Person Hire(Role role, string? unit, string scope, params string[] grids)
    {
        var number = _people.Count + 1;
        var person = new Person("p-" + number.ToString("00000", CultureInfo.InvariantCulture), Pseudonyms.Name(number), unit, [role], [.. grids], scope);
        _people.Add(person);
        return person;
    }

    /// <summary>The centre: dispatchers and operators in pairs, duty leads, the head, and a county leader.</summary>
    public void StaffCentre(Unit centre)
    {
        var head = Hire(Role.Leader, centre.Code, county);
        var dutyLead = Hire(Role.Supervisor, centre.Code, county);
        Fill(Audience.CentreDispatcher, "派单员", centre, Hire(Role.Dispatcher, centre.Code, county), Hire(Role.Dispatcher, centre.Code, county));
        Fill(Audience.HotlineOperator, "12345话务员", centre, Hire(Role.Hotline, centre.Code, county), Hire(Role.Hotline, centre.Code, county));
        Fill(Audience.CentreDutyLead, "值班长", centre, dutyLead, Hire(Role.Supervisor, centre.Code, county));
        Fill(Audience.CentreHead, "中心主任", centre, head, dutyLead);
        Fill(Audience.CountyLead, "分管县(区)领导", centre, Hire(Role.Leader, centre.Code, county), head);
    }

    /// <summary>A department: two clerks, a duty lead, a deputy head and a head. They see their own cases.</summary>
    public void StaffDepartment(Unit department) => StaffUnit(department, department.Code, "股室负责人", "副局长", "局长");

    /// <summary>A town: as a department, with its whole subtree in sight, and the town leader who answers for its villages.</summary>
    public void StaffTown(Unit town)
    {
        var head = StaffUnit(town, town.AreaPrefix!, "综治办主任", "副镇长(副主任)", "镇长(主任)");
        Fill(Audience.TownLead, "包村镇(街)领导", town, Hire(Role.Supervisor, town.Code, town.AreaPrefix!), head);
    }

    /// <summary>A village: its secretary, cadre and clerk, and the cadre the town keeps there.</summary>
    public void StaffVillage(Unit village)
    {
        var scope = village.AreaPrefix!;
        var secretary = Hire(Role.Supervisor, village.Code, scope);
        var cadre = Hire(Role.UnitClerk, village.Code, scope);
        var clerk = Hire(Role.UnitClerk, village.Code, scope);
        Fill(Audience.UnitHead, "村(社区)书记", village, secretary, cadre);
        Fill(Audience.UnitDutyLead, "值班干部", village, cadre, secretary);
        Fill(Audience.UnitClerk, "文书", village, clerk, cadre);
        Fill(Audience.VillageCadre, "村干部", village, cadre, clerk);
        Fill(Audience.ResidentCadre, "驻村干部", village, Hire(Role.UnitClerk, village.ParentCode, scope), secretary);
    }

    /// <summary>The grid with a worker of its own.</summary>
    public Grid StaffGrid(string code, string name, Unit village, GridKind kind) =>
        new(code, name, village.Code, Hire(Role.GridWorker, village.Code, code, code).Id, kind);

    /// <summary>Neighbouring grid workers stand in for each other; a lone one is stood in for by the village cadre.</summary>
    public void PairWorkers(IReadOnlyList<Grid> grids)
    {
        for (var index = 0; grids.Count > 1 && index < grids.Count; index++)
            _posts.Add(new(Post.CodeOf(Audience.GridWorker, grids[index].Code), "网格员", null, null, grids[(index + 1) % grids.Count].WorkerId));
    }

    private Person StaffUnit(Unit unit, string scope, string dutyTitle, string deputyTitle, string headTitle)
    {
        var head = Hire(Role.Supervisor, unit.Code, scope);
        var deputy = Hire(Role.Supervisor, unit.Code, scope);
        var dutyLead = Hire(Role.Supervisor, unit.Code, scope);
        Fill(Audience.UnitClerk, "经办人", unit, Hire(Role.UnitClerk, unit.Code, scope), Hire(Role.UnitClerk, unit.Code, scope));
        Fill(Audience.UnitDutyLead, dutyTitle, unit, dutyLead, deputy);
        Fill(Audience.UnitDeputyHead, deputyTitle, unit, deputy, dutyLead);
        Fill(Audience.UnitHead, headTitle, unit, head, deputy);
        return head;
    }

    private void Fill(string word, string title, Unit unit, Person person, Person deputy) =>
        _posts.Add(new(Post.CodeOf(word, unit.Code), title, unit.Code, person.Id, deputy.Id));
}
