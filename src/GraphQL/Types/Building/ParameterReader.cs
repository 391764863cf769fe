using System.Reflection;
using System.Security.Claims;
using Analytics.GraphQL.Subscriptions;
using Analytics.GraphQL.Types.Annotations;
using Analytics.GraphQL.Types.Paging;

namespace Analytics.GraphQL.Types.Building;

/// <summary>Decides where each parameter of a resolver comes from.</summary>
internal sealed class ParameterReader(Func<Type, bool> isService, IReadOnlySet<Type> contextTypes)
{
    /// <summary>Annotations first, then what execution offers, then services, and arguments last.</summary>
    public ParameterBinding Read(ParameterInfo parameter)
    {
        foreach (var attribute in parameter.GetCustomAttributes())
            switch (attribute)
            {
                case ParentAttribute: return new(parameter, ParameterSource.Parent);
                case EventMessageAttribute: return new(parameter, ParameterSource.Parent);
                case ResumeFromAttribute: return new(parameter, ParameterSource.ResumeFrom);
                case ServiceAttribute service: return new(parameter, ParameterSource.Service, service.Key);
                case IsSelectedAttribute selected: return new(parameter, ParameterSource.IsSelected, selected.Field);
                case ArgumentAttribute: return Argument(parameter);
                case GlobalStateAttribute state:
                    return new(parameter, ParameterSource.GlobalState, state.Key ?? parameter.Name);
            }
        var type = parameter.ParameterType;
        if (type == typeof(PagingArguments))
            return new(parameter, ParameterSource.Paging);
        if (type == typeof(CancellationToken) || type == typeof(ClaimsPrincipal) || type == typeof(IServiceProvider)
            || type == typeof(Schema) || type == typeof(ITopicEventSender) || type == typeof(ITopicEventReceiver)
            || contextTypes.Contains(type))
            return new(parameter, ParameterSource.Context);
        return isService(type) ? new(parameter, ParameterSource.Service) : Argument(parameter);
    }

    private static ParameterBinding Argument(ParameterInfo parameter) =>
        new(parameter, ParameterSource.Argument, Naming.Parameter(parameter));
}
