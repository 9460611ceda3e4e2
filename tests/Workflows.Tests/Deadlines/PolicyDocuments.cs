using System.Text.Json.Nodes;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Deadlines;
using GridCase.Workflows.Escalation;

namespace GridCase.Workflows.Tests.Deadlines;

/// <summary>What is accepted as a policy or calendar document, and what is said of one that is not.</summary>
public sealed class PolicyDocuments
{
    private static readonly string Text = RuleDocument.BuiltIn("default-policy.json");
    private static readonly JsonObject PolicySchema = (JsonObject)JsonNode.Parse(RuleDocument.BuiltIn("policy.schema.json"))!;
    private static readonly JsonObject CalendarSchema = (JsonObject)JsonNode.Parse(RuleDocument.BuiltIn("calendar.schema.json"))!;

    [Theory]
    [InlineData("default-policy.json", "policy.schema.json")]
    [InlineData("calendar-cn.json", "calendar.schema.json")]
    public void The_files_that_come_with_the_program_fit_their_schemas(string file, string schema) =>
        Assert.Empty(new MiniSchema((JsonObject)JsonNode.Parse(RuleDocument.BuiltIn(schema))!).Check(JsonNode.Parse(RuleDocument.BuiltIn(file))));

    public static TheoryData<string?, Type> PolicyTypes => new()
    {
        { null, typeof(PolicyFile) },
        { "when", typeof(RuleWhen) },
        { "marks", typeof(MarksEntry) },
        { "clockDetail", typeof(ClockDetail) },
        { "rule", typeof(RuleEntry) },
        { "ladder", typeof(LadderEntry) },
        { "rung", typeof(RungEntry) },
        { "climb", typeof(ClimbEntry) },
        { "extension", typeof(ExtensionEntry) },
        { "suspension", typeof(SuspensionReason) },
        { "objection", typeof(ObjectionEntry) },
        { "window", typeof(WindowEntry) },
        { "reason", typeof(ReasonText) },
        { "visit", typeof(VisitRule) },
        { "lookBack", typeof(LookBackRule) },
        { "ledger", typeof(LedgerRule) },
        { "duplicates", typeof(DuplicateRule) },
        { "triage", typeof(TriageEntry) },
        { "emergencyWord", typeof(EmergencyWord) },
        { "refusal", typeof(RefusalClass) },
        { "petition", typeof(PetitionRule) },
        { "reviewStep", typeof(ReviewStep) },
        { "mediation", typeof(MediationRule) },
        { "disputeGrade", typeof(DisputeGrade) },
        { "whistle", typeof(WhistleRule) },
        { "inspection", typeof(InspectionRule) },
        { "visitInterval", typeof(VisitInterval) },
        { "mobile", typeof(MobileRule) },
        { "notices", typeof(NoticesEntry) },
        { "preset", typeof(PresetEntry) },
    };

    [Theory]
    [MemberData(nameof(PolicyTypes))]
    public void The_policy_schema_names_the_keys_that_are_read(string? definition, Type type) => SameKeys(PolicySchema, definition, type);

    [Theory]
    [InlineData(null, typeof(CalendarFile))]
    [InlineData("season", typeof(CalendarSeason))]
    [InlineData("unit", typeof(CalendarUnit))]
    [InlineData("year", typeof(CalendarYear))]
    [InlineData("holiday", typeof(CalendarHoliday))]
    public void The_calendar_schema_names_the_keys_that_are_read(string? definition, Type type) => SameKeys(CalendarSchema, definition, type);

    [Fact]
    public void The_schema_knows_every_word_that_is_read()
    {
        Assert.Equal(["finish", .. Enum.GetValues<ClockKind>().Select(Words.Of)], Listed("clockName").OrderBy(Place));
        Assert.Equal(Audience.Words.Order(), Listed("post").Order());
        Assert.Equal(Enum.GetValues<EndOfDay>().Select(Words.Of), Listed("endOfDay"));
        Assert.Equal(Enum.GetValues<Channel>().Select(Words.Of), Listed("when", "channel"));
        Assert.Equal(Enum.GetValues<CaseKind>().Select(Words.Of), Listed("when", "kind"));
        Assert.Equal(Enum.GetValues<Urgency>().Select(Words.Of), Listed("when", "urgency"));
        Assert.Equal(Enum.GetValues<Grade>().Select(Words.Of), Listed("gradeName"));
    }

    [Theory]
    [InlineData("\"dispatch\": \"PT30M\"", "\"despatch\": \"PT30M\"", "$.rules[1].clocks.despatch", "is no clock")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": \"5 days\"", "clocks.finish", "is not a time budget")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": null", "clocks.finish", "Null says nothing")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": \"PT0S\"", "clocks.finish", "No time at all")]
    [InlineData("\"grade\": [\"L4\"]", "\"grade\": [\"L5\"]", "$.rules[5].when.grade", "'L5' is unknown")]
    [InlineData("\"grade\": [\"L4\"]", "\"grade\": []", "$.rules[5].when.grade", "matches nothing")]
    [InlineData("\"grade\": [\"L4\"]", "\"grades\": [\"L4\"]", "grades", "is no key here")]
    [InlineData("\"grade\": [\"L4\"]", "\"grade\": [\"L3\"]", "$.rules[5]", "ties with")]
    [InlineData("\"id\": \"L4-complex\"", "\"id\": \"L3-general\"", "$.rules", "stands twice")]
    [InlineData("\"audience\": [\"county-lead\"]", "\"audience\": [\"mayor\"]", "audience", "is no post")]
    [InlineData("\"offset\": \"PT15M\"", "\"offset\": \"PT45M\"", "offset", "does not come after")]
    [InlineData("\"ladder\": \"field\"", "\"ladder\": \"fields\"", "$.climbs", "no ladder 'fields'")]
    [InlineData("\"endOfDay\": \"close\"", "\"endOfDay\": \"noon\"", "$.endOfDay", "'noon' is unknown")]
    [InlineData("\"attempts\": 3", "\"attempts\": 0", "$.visit.attempts", "out of reach")]
    [InlineData("\"bad\": [\"dissatisfied\"", "\"bad\": [\"angry\"", "$.visit.bad", "not on the scale")]
    [InlineData("\"citizen-finish\"], \"ladder\"", "\"tier\"], \"ladder\"", "$.climbs", "citizen-finish at L3 climbs no ladder")]
    [InlineData("\"category\": \"dispute.*\"", "\"category\": \"Dispute*\"", "category", "is no category")]
    [InlineData("\"percentOfFinish\": 25,", "", "$.objection.windows[0]", "one amount or a share")]
    [InlineData("\"version\": \"2026.1\",", "", "$", "version")]
    [InlineData("\"version\": \"2026.1\",", "\"version\": \"2026.1\", \"version\": \"2026.2\",", "version", "uplicate")]
    [InlineData("{ \"id\": \"ordinary\", \"grade\"", "{ \"id\": \"ordinary\", \"when\": { \"kind\": [\"help\"] }, \"grade\"", "$.triage", "match no rule")]
    public void A_mistake_is_refused_with_its_place_and_what_to_do(string right, string wrong, string path, string problem)
    {
        Assert.Contains(right, Text, StringComparison.Ordinal);
        var at = Text.IndexOf(right, StringComparison.Ordinal);
        var refusal = Assert.Throws<RuleDocumentException>(() => Policy.Parse(Text[..at] + wrong + Text[(at + right.Length)..]));
        var faults = refusal.Faults.Where(fault => fault.Path.Contains(path, StringComparison.Ordinal) && fault.Problem.Contains(problem, StringComparison.Ordinal));
        Assert.True(faults.Any(), refusal.Message);
        Assert.All(refusal.Faults, fault => Assert.NotEmpty(fault.Remedy));
    }

    [Theory]
    [InlineData("\"attempts\": 3", "\"attempts\": \"three\"", "$.visit.attempts: The value is not a whole number.")]
    [InlineData("\"upToBudget\": true", "\"upToBudget\": 1", "$.extensions[2].upToBudget: The value is not true or false.")]
    [InlineData("\"eveningFrom\": \"18:00:00\"", "\"eveningFrom\": \"six\"", "$.visit.eveningFrom: The value is not a time of day such as 18:00:00.")]
    [InlineData("\"title\": \"默认规则\"", "\"title\": 5", "$.title: The value is not a text.")]
    [InlineData("\"grade\": [\"L4\"]", "\"grade\": \"L4\"", "$.rules[5].when.grade: The value is not a list.")]
    [InlineData("\"grade\": [\"L4\"]", "\"grades\": [\"L4\"]", "'grades' is no key here.")]
    [InlineData("\"title\": \"默认规则\",", "", "$: Missing: 'title'.")]
    [InlineData("\"title\": \"默认规则\",", "\"title\": \"a\", \"title\": \"b\",", "Duplicate key 'title'.")]
    [InlineData("\"attempts\": 3", "\"attempts\": 3.5", "$.visit.attempts: The value is not a whole number.")]
    [InlineData("\"finish\": \"5wd\"", "\"finish\": 5", "$.rules[3].clocks.finish: ")]
    [InlineData("\"title\": \"默认规则\",", "\"title\": 默认规则,", "See line 4 of the document.")]
    public void What_the_reader_stumbles_over_is_said_without_its_own_words(string right, string wrong, string said)
    {
        var refusal = Assert.Throws<RuleDocumentException>(() => Policy.Parse(Text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.True(refusal.Message.Contains(said, StringComparison.Ordinal), refusal.Message);
        foreach (var word in (string[])["System.", "GridCase", "BytePosition", "LineNumber", "deserializ", "JSON value"]) Assert.DoesNotContain(word, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_is_reported_at_once()
    {
        var wrong = Text.Replace("\"attempts\": 3", "\"attempts\": 0", StringComparison.Ordinal).Replace("\"L4\"]", "\"L9\"]", StringComparison.Ordinal);
        Assert.True(Assert.Throws<RuleDocumentException>(() => Policy.Parse(wrong)).Faults.Length > 2);
    }

    [Fact]
    public void What_is_no_document_at_all_is_refused()
    {
        Assert.Throws<RuleDocumentException>(() => Policy.Parse("{"));
        Assert.Throws<RuleDocumentException>(() => Policy.Parse("[]"));
        Assert.Throws<RuleDocumentException>(() => Policy.Parse("null"));
        Assert.Throws<RuleDocumentException>(() => WorkCalendar.Parse(string.Empty));
    }

    [Theory]
    [InlineData("\"makeUp\": [\"2024-04-07\"]", "\"makeUp\": [\"2024-04-08\"]", "no weekend day")]
    [InlineData("\"makeUp\": [\"2024-04-07\"]", "\"makeUp\": [\"2025-04-06\"]", "is not in 2024")]
    [InlineData("\"makeUp\": [\"2024-04-07\"]", "\"makeUp\": [\"2024-04-06\"]", "named twice")]
    [InlineData("\"year\": 2025", "\"year\": 2027", "does not follow 2024")]
    [InlineData("\"14:30-17:30\"", "\"11:30-17:30\"", "not overlap")]
    [InlineData("\"to\": \"12-31\"", "\"to\": \"12-30\"", "12-31 has 0 sets")]
    [InlineData("\"timeZone\": \"Asia/Shanghai\"", "\"timeZone\": \"Europe/Paris\"", "cannot be counted")]
    [InlineData("\"to\": \"2024-02-17\"", "\"to\": \"2024-02-07\"", "ends before it starts")]
    public void A_mistake_in_a_calendar_is_refused(string right, string wrong, string problem)
    {
        var text = RuleDocument.BuiltIn("calendar-cn.json");
        Assert.Contains(right, text, StringComparison.Ordinal);
        var refusal = Assert.Throws<RuleDocumentException>(() => WorkCalendar.Parse(text.Replace(right, wrong, StringComparison.Ordinal)));
        Assert.Contains(problem, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summer_season_changes_the_closing_time()
    {
        var text = RuleDocument.BuiltIn("calendar-cn.json");
        var from = text.IndexOf("\"officeHours\"", StringComparison.Ordinal);
        var summer = WorkCalendar.Parse(
            text[..from] + """
            "officeHours": [
              { "from": "06-01", "to": "09-30", "sessions": ["08:00-12:00", "15:00-18:00"] },
              { "from": "10-01", "to": "05-31", "sessions": ["08:30-12:00", "14:30-17:30"] }
            ],
            """ + text[text.IndexOf("\"years\"", StringComparison.Ordinal)..]);
        Assert.Equal(Given.At("2026-07-01 18:00"), summer.CloseOf(Given.Day("2026-07-01")));
        Assert.Equal(Given.At("2026-12-01 17:30"), summer.CloseOf(Given.Day("2026-12-01")));
    }

    private static void SameKeys(JsonObject schema, string? definition, Type type)
    {
        var node = definition is null ? schema : schema["$defs"]![definition]!;
        Assert.False(node["additionalProperties"]!.GetValue<bool>());
        var parameters = type.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)!.GetParameters();
        var keys = parameters.Select(parameter => (Key: KeyOf(parameter.Name!), Needed: !parameter.HasDefaultValue)).ToArray();
        Assert.Equal(keys.Select(key => key.Key).Order(), node["properties"]!.AsObject().Select(part => part.Key).Order());
        Assert.Equal(keys.Where(key => key.Needed).Select(key => key.Key).Order(), node["required"]!.AsArray().Select(name => name!.GetValue<string>()).Order());
    }

    private static string KeyOf(string name) => name == "Schema" ? "$schema" : char.ToLowerInvariant(name[0]) + name[1..];

    private static string[] Listed(string definition, string? condition = null)
    {
        var node = PolicySchema["$defs"]![definition]!;
        if (condition is not null) node = node["properties"]![condition]!["items"]!;
        return [.. node["enum"]!.AsArray().Select(item => item!.GetValue<string>())];
    }

    private static int Place(string word) => Words.TryRead<ClockKind>(word, out var kind) ? (int)kind : -1;
}
