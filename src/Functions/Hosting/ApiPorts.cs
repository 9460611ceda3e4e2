using GridCase.Api.Hosting;
using GridCase.Functions.Tables;
using GridCase.Workflows.Cases;
using GridCase.Workflows.Escalation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace GridCase.Functions.Hosting;

/// <summary>Hands the API the ports it asks for.</summary>
internal static class ApiPorts
{
    public static void Add(IServiceCollection services, OpenCounty county, CountyTables tables)
    {
        var stores = county.Stores;
        services.AddSingleton(county.Time).AddSingleton(county.Desk).AddSingleton(stores.DirectorySource).AddSingleton(stores.Policies)
            .AddSingleton(new Workflows.Deadlines.Versions.RuleDesk(stores.Rules, stores.DirectorySource));
        services.AddSingleton(county.Changes).AddSingleton<IChangeFeed>(county.Changes);
        services.AddSingleton(county.Workflows).AddSingleton<IHostProbe>(county.Probe);
        services.AddSingleton(stores.Inspections).AddSingleton(stores.Rollouts).AddSingleton(stores.Previews).AddSingleton(stores.Care).AddSingleton(stores.Directory)
            .AddSingleton(stores.Cases).AddSingleton(stores.Private).AddSingleton(stores.Notices).AddSingleton(stores.Accounts).AddSingleton(stores.AccountRegister)
            .AddSingleton(stores.Channels).AddSingleton(county.Channels).AddSingleton<IChannelTester>(county.Direct).AddSingleton(stores.Attachments).AddSingleton(stores.Catalogue).AddSingleton(stores.Outlines)
            .AddSingleton<ICallerKeys>(new HostCallerKeys(stores.Keys.Callers));
        services.AddDataProtection().SetApplicationName("GridCase");
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = new TableXmlRepository(tables.Registers, stores.Keys));
    }
}
