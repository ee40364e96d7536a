-- Whether anything of a failure mode is open under a contract is asked before each reading of a source.
create index exception_by_contract_mode on exception (contract, mode, id) where state = 'open';
