using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Analytics.GraphQL.Tests.Oracle.Rule;

/// <summary>A .NET class for the name of an object type, so that abstract types are told apart as the product does it.</summary>
internal static class ObjectClasses
{
    private static readonly ModuleBuilder Module = AssemblyBuilder
        .DefineDynamicAssembly(new AssemblyName("RuleObjects"), AssemblyBuilderAccess.Run).DefineDynamicModule("RuleObjects");
    private static readonly ConcurrentDictionary<string, Lazy<Type>> Classes = new();

    /// <summary>The class of an object type of that name; a <see cref="RuleObject"/>.</summary>
    public static Type Of(string name) => Classes.GetOrAdd(name, key => new Lazy<Type>(() => Create(key))).Value;

    private static Type Create(string name)
    {
        lock (Module)
            return Module.DefineType(name, TypeAttributes.Public | TypeAttributes.Class, typeof(RuleObject)).CreateType();
    }
}
