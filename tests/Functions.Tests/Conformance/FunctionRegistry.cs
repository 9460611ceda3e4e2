using System.Reflection;
using GridCase.Engine;
using GridCase.Functions.Durable;
using GridCase.Functions.Hosting;
using GridCase.Functions.Orchestrators;
using GridCase.Functions.Tests.Cost;
using GridCase.Functions.Tests.Fakes;
using GridCase.Workflows.Durable;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace GridCase.Functions.Tests.Conformance;

/// <summary>The functions of this host as an engine in virtual time runs them: each activity by its own function, outside of any transaction.</summary>
internal static class FunctionRegistry
{
    private static readonly MethodInfo AddOrchestration = Method(nameof(Orchestration));
    private static readonly MethodInfo AddActivity = Method(nameof(Activity));

    public static WorkflowRegistry Of(Func<CountyEntrance> entrance, FakeDurableClient hub, Tally tally)
    {
        var registry = new WorkflowRegistry();
        foreach (var method in typeof(Orchestrated).Assembly.GetTypes().SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)))
        {
            if (method.GetCustomAttribute<FunctionAttribute>() is not { } function) continue;
            var parameters = method.GetParameters();
            if (parameters.Any(parameter => parameter.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null))
                AddOrchestration.MakeGenericMethod(parameters[1].ParameterType, method.ReturnType.GetGenericArguments()[0]).Invoke(null, [registry, function.Name, tally]);
            else if (parameters[0].GetCustomAttribute<ActivityTriggerAttribute>() is not null)
                AddActivity.MakeGenericMethod(parameters[0].ParameterType, method.ReturnType.GetGenericArguments()[0].GetGenericArguments()[0]).Invoke(null, [registry, function.Name, method, entrance, hub, tally]);
        }

        return registry;
    }

    private static void Orchestration<TInput, TOutput>(WorkflowRegistry registry, string name, Tally tally)
    {
        var type = typeof(WorkflowContext).Assembly.GetTypes().Single(type => type.Name == name && type.IsSubclassOf(typeof(Workflow<TInput, TOutput>)));
        registry.Orchestration<TInput, TOutput>(new(name), () => new CountedWorkflow<TInput, TOutput>((Workflow<TInput, TOutput>)Activator.CreateInstance(type)!, name, tally));
    }

    private static void Activity<TInput, TOutput>(WorkflowRegistry registry, string name, MethodInfo method, Func<CountyEntrance> entrance, FakeDurableClient hub, Tally tally) =>
        registry.Outside<TInput, TOutput>(new(name), async (input, _, cancellation) =>
        {
            tally.Note(Work.Activity, name);
            var functions = Activator.CreateInstance(method.DeclaringType!, entrance());
            var outcome = await (Task<Outcome<TOutput>>)method.Invoke(functions, [input, (DurableTaskClient)hub, cancellation])!;
            return outcome.Hopeless is { } reason ? throw new UnretryableException(reason) : outcome.Value!;
        });

    private static MethodInfo Method(string name) => typeof(FunctionRegistry).GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!;
}
